package dev.weft.event.display;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.query.QueryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a question gets no answer, and how to ask better. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int NOWHERE = -1;

  private final int status;
  private final String error;
  private final String problem;
  private final int position;
  private final transient List<String> expected;
  private final @Nullable String fix;

  private Refusal(
      int status,
      String error,
      String problem,
      int position,
      List<String> expected,
      @Nullable String fix) {
    super(problem);
    this.status = status;
    this.error = error;
    this.problem = requireNonNull(problem, "problem");
    this.position = position;
    this.expected = expected;
    this.fix = fix;
  }

  /** A query that cannot be read. */
  static Refusal of(QueryException wrong) {
    return new Refusal(
        400,
        "query",
        wrong.problem(),
        wrong.position(),
        wrong.expected(),
        wrong.fix().orElse(null));
  }

  /** A query that can be read, but not answered by this call. */
  static Refusal query(String problem, int position, @Nullable String fix) {
    return new Refusal(400, "query", problem, position, List.of(), fix);
  }

  /** A parameter that cannot be read. */
  static Refusal parameter(String problem, List<String> expected, @Nullable String fix) {
    return new Refusal(400, "parameter", problem, NOWHERE, expected, fix);
  }

  /** Nothing is there. */
  static Refusal notFound(String problem, @Nullable String fix) {
    return new Refusal(404, "not-found", problem, NOWHERE, List.of(), fix);
  }

  /** Something may be there soon. */
  static Refusal notYet(String problem) {
    return new Refusal(503, "not-yet", problem, NOWHERE, List.of(), null);
  }

  /** Something may have been there, but retention has removed what is so old. */
  static Refusal expired(String problem) {
    return new Refusal(410, "expired", problem, NOWHERE, List.of(), null);
  }

  Answer answer() {
    JsonWriter json = new JsonWriter().beginObject();
    json.name("error").text(error).name("message").text(problem);
    if (position >= 0) {
      json.name("pos").number(position);
    }
    if (expected != null && !expected.isEmpty()) {
      json.name("expected").value(expected);
    }
    if (fix != null) {
      json.name("fix").text(fix);
    }
    return Answer.of(status, json.endObject());
  }
}
