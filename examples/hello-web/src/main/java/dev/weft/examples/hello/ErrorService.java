package dev.weft.examples.hello;

import dev.weft.web.view.Call;
import dev.weft.web.view.HttpError;
import dev.weft.web.view.Reply;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalInt;

/** Fails in the way that is asked for. Usable from any thread. */
final class ErrorService {
  private static final String ELSEWHERE = "http://www.camptocamp.com/en/actuality";
  private static final int MOVED = 301;
  private static final int UNAUTHORIZED = 401;

  private final Greetings greetings;

  ErrorService(Greetings greetings) {
    this.greetings = greetings;
  }

  Reply answer(Call call) throws SQLException {
    OptionalInt code = call.number("code");
    if (code.isPresent()) {
      throw error(code.getAsInt());
    }
    if (call.parameter("db").isEmpty()) {
      throw new IllegalStateException("boom");
    }
    if (call.required("db").equals("dup")) {
      greetings.addTwice("toto");
    }
    return Reply.json(Map.of("status", 200));
  }

  private static HttpError error(int code) {
    if (code < 200 || code > 599) {
      return new HttpError(400, "the parameter code has to be a status from 200 to 599");
    }
    return switch (code) {
      case UNAUTHORIZED ->
          new HttpError(
              code, "bam", Map.of("WWW-Authenticate", "Basic realm=\"Access to staging site\""));
      case MOVED -> new HttpError(code, "bam", Map.of("Location", ELSEWHERE));
      default -> new HttpError(code, "bam");
    };
  }
}
