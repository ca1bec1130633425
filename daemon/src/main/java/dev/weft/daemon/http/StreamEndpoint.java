package dev.weft.daemon.http;

import dev.weft.daemon.stream.LiveStream;
import dev.weft.daemon.stream.LiveStreams;
import dev.weft.daemon.stream.StreamRequest;
import dev.weft.event.query.QueryException;
import dev.weft.event.query.QueryTree;
import dev.weft.event.query.SearchQuery;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** {@code GET /stream}: server-sent events. Usable from any thread. */
final class StreamEndpoint implements Endpoint {
  private static final int SHORTEST_PIN = 8;

  private final Opening opening;
  private final LiveStreams streams;
  private final Clock clock;
  private final Executor executor;

  StreamEndpoint(Opening opening, LiveStreams streams, Clock clock, Executor executor) {
    this.opening = opening;
    this.streams = streams;
    this.clock = clock;
    this.executor = executor;
  }

  @Override
  public void handle(Exchange exchange) throws Refused {
    StreamRequest request = request(exchange);
    if (exchange.method().equals("HEAD")) {
      exchange.answer(200, "text/event-stream", Compression.NONE, new byte[0]);
      return;
    }
    LiveStream stream;
    try {
      opening.await();
      stream = streams.open(request);
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
      throw Refused.unavailable("the collector stops");
    } catch (IllegalStateException tooMany) {
      throw Refused.busy(tooMany.getMessage() + "; try again in a second");
    }
    exchange.response().setStatus(200);
    exchange.header(HttpHeader.CONTENT_TYPE.asString(), "text/event-stream");
    // A proxy that gathers what it passes on would hold every row up.
    exchange.header("X-Accel-Buffering", "no");
    new StreamWriter(
            exchange.response(), exchange.callback(), stream.outbox(), () -> streams.close(stream))
        .start(executor);
  }

  private StreamRequest request(Exchange exchange) throws Refused {
    SearchQuery query = query(exchange);
    StreamRequest.Mode mode = mode(exchange.parameter("mode"));
    int max = (int) number("max", exchange.parameter("max"), StreamRequest.STANDARD_MAX);
    OptionalLong after = after(exchange);
    List<String> pins = pins(exchange.parameter("pin"));
    try {
      return new StreamRequest(query, mode, max, after, pins);
    } catch (IllegalArgumentException wrong) {
      String message = String.valueOf(wrong.getMessage());
      throw query.alone() ? Refused.parameter(message) : Refused.query(message);
    }
  }

  private SearchQuery query(Exchange exchange) throws Refused {
    String text = exchange.parameter("q");
    try {
      QueryTree tree = QueryTree.parse(text == null ? "" : text);
      if (!tree.stages().isEmpty()) {
        throw Refused.query(
            "a stream shows events as they come and has no stages; leave out what begins with |");
      }
      return SearchQuery.parse(text == null ? "" : text, clock, zone(exchange.parameter("tz")));
    } catch (QueryException wrong) {
      throw Refused.query(wrong);
    }
  }

  private static ZoneId zone(@Nullable String text) throws Refused {
    try {
      return text == null || text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
    } catch (DateTimeException unknown) {
      throw Refused.parameter("\"tz=" + text + "\" is no zone, such as UTC or Europe/Zurich");
    }
  }

  private static StreamRequest.Mode mode(@Nullable String text) throws Refused {
    return switch (text == null ? "window" : text) {
      case "window" -> StreamRequest.Mode.WINDOW;
      case "full" -> StreamRequest.Mode.FULL;
      case "counts" -> StreamRequest.Mode.COUNTS;
      default -> throw Refused.parameter("\"mode=" + text + "\" is not window, full or counts");
    };
  }

  // What a browser sends when it comes back is newer than what the page asked for at first.
  private static OptionalLong after(Exchange exchange) throws Refused {
    String resumed = exchange.header("Last-Event-ID");
    if (resumed != null && !resumed.isEmpty()) {
      return OptionalLong.of(number("Last-Event-ID", resumed, 0));
    }
    String from = exchange.parameter("from");
    return from == null || from.equals("now")
        ? OptionalLong.empty()
        : OptionalLong.of(number("from", from, 0));
  }

  private static long number(String name, @Nullable String text, long standard) throws Refused {
    try {
      long number = text == null ? standard : Long.parseLong(text);
      if (number >= 0 && (number <= Integer.MAX_VALUE || !name.equals("max"))) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Told below.
    }
    throw Refused.parameter("\"" + name + "=" + text + "\" is no whole number from 0 on");
  }

  private static List<String> pins(@Nullable String text) throws Refused {
    if (text == null || text.isEmpty()) {
      return List.of();
    }
    List<String> pins = Arrays.asList(text.split(","));
    for (String pin : pins) {
      if (pin.length() < SHORTEST_PIN) {
        throw Refused.parameter(
            "\"pin=" + pin + "\" is no root's id or its first " + SHORTEST_PIN + " characters");
      }
    }
    return pins;
  }
}
