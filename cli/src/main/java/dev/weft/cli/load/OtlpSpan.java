package dev.weft.cli.load;

import dev.weft.cli.ask.Members;
import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A span.
 *
 * @param parent empty for none
 * @param start in nanoseconds since 1970
 * @param end 0 where it is not known
 */
record OtlpSpan(
    String trace,
    String id,
    String parent,
    String name,
    long start,
    long end,
    Source source,
    String logger,
    Map<String, Object> fields,
    boolean failed,
    String problem) {
  private static final List<String> KINDS =
      List.of("", "", "server", "client", "producer", "consumer");

  static @Nullable OtlpSpan of(Members json, Source source, String logger) {
    String trace = OtlpValues.id(json, "traceId");
    String id = OtlpValues.id(json, "spanId");
    long start = OtlpValues.nanos(json, "startTimeUnixNano");
    if (trace.isEmpty() || id.isEmpty() || start == 0) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>(OtlpValues.attributes(json));
    int kind = (int) json.whole("kind", 0);
    if (kind > 1 && kind < KINDS.size()) {
      fields.put("span.kind", KINDS.get(kind));
    }
    Members status = json.object("status");
    boolean failed =
        status.whole("code", 0) == 2 || status.text("code", "").equals("STATUS_CODE_ERROR");
    return new OtlpSpan(
        trace,
        id,
        OtlpValues.id(json, "parentSpanId"),
        json.text("name", "span"),
        start,
        OtlpValues.nanos(json, "endTimeUnixNano"),
        source,
        logger,
        fields,
        failed,
        status.text("message", ""));
  }

  Event begin(EventKey key, OptionalLong at) {
    return new Event.ScopeStarted(
        OtlpValues.time(start),
        source,
        OptionalLong.empty(),
        key,
        Level.INFO,
        logger,
        name,
        name,
        fields,
        at,
        false,
        false,
        null);
  }

  Event ended(EventKey key) {
    return new Event.ScopeEnded(
        OtlpValues.time(end),
        source,
        OptionalLong.empty(),
        key,
        failed ? Level.ERROR : Level.INFO,
        logger,
        name,
        name,
        Map.of(),
        failed ? Event.Outcome.FAILED : Event.Outcome.SUCCEEDED,
        failed && !problem.isEmpty() ? new Failure("", problem, "") : null,
        OptionalLong.of(key.number() + 1),
        OptionalLong.of(0),
        List.of());
  }
}
