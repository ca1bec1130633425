package dev.weft.daemon.http;

import dev.weft.daemon.config.Right;
import dev.weft.event.display.Answer;
import dev.weft.event.display.Format;
import dev.weft.event.display.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All calls under {@code /api/v1}. Usable from any thread once they are all there. */
final class Api implements Endpoint {
  static final String ROOT = "/api/v1";

  private final Gate gate;
  private final @Nullable Questions questions;
  private final Map<String, Map<String, Call>> calls = new LinkedHashMap<>();

  private record Call(Right right, Endpoint endpoint) {}

  /**
   * Calls.
   *
   * @param questions answers whatever has no call of its own; null without a store
   */
  Api(Gate gate, @Nullable Questions questions) {
    this.gate = gate;
    this.questions = questions;
  }

  /** Adds a call; a path that ends with {@code /*} stands for all with one name there. */
  Api on(String method, String path, Right right, Endpoint endpoint) {
    calls
        .computeIfAbsent(path, unused -> new LinkedHashMap<>())
        .put(method, new Call(right, endpoint));
    return this;
  }

  @Override
  public void handle(Exchange exchange) throws IOException, Refused {
    exchange.header("Cache-Control", "no-store");
    exchange.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    exchange.header("X-Weft-Complete", "true");
    String path = exchange.path().substring(ROOT.length());
    String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
    Map<String, Call> methods = methods(path);
    Call call = methods.get(method);
    boolean asked = !methods.containsKey("GET") && !single(path);
    if (call == null && method.equals("GET") && asked) {
      call = new Call(Right.READ, this::ask);
    }
    if (call == null) {
      refuseMethod(exchange, methods, asked);
      return;
    }
    if (!path.equals("/health")) {
      gate.demand(exchange, call.right);
    }
    call.endpoint.handle(exchange);
  }

  private Map<String, Call> methods(String path) {
    Map<String, Call> methods = calls.get(path);
    if (methods == null && path.lastIndexOf('/') > 0) {
      methods = calls.get(path.substring(0, path.lastIndexOf('/')) + "/*");
    }
    return methods == null ? Map.of() : methods;
  }

  private boolean single(String path) {
    return calls.containsKey(path) && !path.equals("/events");
  }

  private static void refuseMethod(Exchange exchange, Map<String, Call> methods, boolean asked)
      throws Refused {
    List<String> allowed = new ArrayList<>();
    if (asked || methods.containsKey("GET")) {
      allowed.addAll(List.of("GET", "HEAD"));
    }
    methods.keySet().stream().filter(method -> !method.equals("GET")).forEach(allowed::add);
    String list = String.join(", ", allowed);
    if (!exchange.method().equals("OPTIONS")) {
      throw Refused.method(exchange.method(), exchange.path(), list);
    }
    exchange.header("Allow", list);
    exchange.answer(204);
  }

  private void ask(Exchange exchange) throws Refused {
    Questions asked = questions;
    if (asked == null) {
      throw noStore();
    }
    String path = exchange.path().substring(ROOT.length());
    Format format = format(exchange.header("Accept")).orElseGet(() -> asked.usual(path));
    long begun = System.nanoTime();
    Question question = new Question(path, exchange.target().parameters(), format);
    Answer answer = asked.ask(question, exchange::left);
    exchange.timing("store", System.nanoTime() - begun);
    exchange.header("X-Weft-Complete", answer.complete() ? "true" : "partial");
    String cursor = answer.cursor();
    if (cursor != null) {
      exchange.header("X-Weft-Cursor", cursor);
    }
    if (answer.status() == 503) {
      exchange.header("Retry-After", "1");
    }
    exchange.answer(answer.status(), answer.format().mediaType(), answer.body());
  }

  static Refused noStore() {
    return Refused.unavailable(
        "there is no store to ask; add a sink of type store to the collector's configuration");
  }

  /** What the caller prefers of what there is; empty when it does not care. */
  static Optional<Format> format(@Nullable String accept) {
    Format best = null;
    double most = 0;
    for (String part : accept == null ? new String[0] : accept.split(",")) {
      String text = part.replace(" ", "").toLowerCase(Locale.ROOT);
      String type = text.replaceFirst(";.*", "");
      for (Format format : Set.of(Format.values())) {
        double weight = weight(text);
        if (format.mediaType().replaceFirst(";.*", "").equals(type) && weight > most) {
          best = format;
          most = weight;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static double weight(String text) {
    int at = text.indexOf(";q=");
    try {
      return at < 0 ? 1 : Double.parseDouble(text.substring(at + 3).replaceFirst(";.*", ""));
    } catch (NumberFormatException noNumber) {
      return 1;
    }
  }
}
