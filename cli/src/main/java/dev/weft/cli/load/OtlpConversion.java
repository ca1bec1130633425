package dev.weft.cli.load;

import dev.weft.cli.ask.Members;
import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's traces and logs, by the protocol's "JSON Protobuf Encoding" and its page on
 * files. A span is a task; what is said in it gets its numbers by time. Nothing says when a trace
 * is complete, so all waits for the input's end.
 */
final class OtlpConversion extends JsonLines {
  private final Defaults defaults;
  private final Map<String, OtlpSpan> spans = new LinkedHashMap<>();
  private final List<Said> said = new ArrayList<>();

  OtlpConversion(Defaults defaults) {
    this.defaults = defaults;
  }

  /** A log record or an event of a span, which may belong to a span. */
  private record Said(
      long nanos,
      String trace,
      String span,
      Source source,
      Level level,
      String logger,
      String message,
      Map<String, Object> fields,
      @Nullable Failure failure) {
    Event event(@Nullable EventKey key) {
      return new Event.Logged(
          OtlpValues.time(nanos),
          source,
          OptionalLong.empty(),
          key,
          level,
          logger,
          message,
          message,
          fields,
          failure);
    }
  }

  @Override
  void object(Members data, Taker taker) throws IOException {
    if (!data.has("resourceSpans") && !data.has("resourceLogs")) {
      taker.refuse(data.has("resourceMetrics") ? "metrics, which are no events" : "no OTLP data");
      return;
    }
    for (Members resource : data.objects("resourceSpans")) {
      Source source = OtlpValues.source(resource.object("resource"), defaults);
      for (Members scope : resource.objects("scopeSpans")) {
        String logger = scope.object("scope").text("name", "root");
        scope.objects("spans").forEach(span -> span(span, source, logger, taker));
      }
    }
    for (Members resource : data.objects("resourceLogs")) {
      Source source = OtlpValues.source(resource.object("resource"), defaults);
      for (Members scope : resource.objects("scopeLogs")) {
        String logger = scope.object("scope").text("name", "root");
        scope.objects("logRecords").forEach(log -> log(log, source, logger));
      }
    }
  }

  private void span(Members json, Source source, String logger, Taker taker) {
    OtlpSpan span = OtlpSpan.of(json, source, logger);
    if (span == null) {
      taker.refuse("a span without traceId, spanId and startTimeUnixNano");
      return;
    }
    spans.put(span.trace() + span.id(), span);
    for (Members event : json.objects("events")) {
      Map<String, Object> fields = OtlpValues.attributes(event);
      Failure failure = OtlpValues.failure(fields);
      said.add(
          new Said(
              OtlpValues.nanos(event, "timeUnixNano"),
              span.trace(),
              span.id(),
              source,
              failure == null ? Level.INFO : Level.ERROR,
              logger,
              event.text("name", ""),
              fields,
              failure));
    }
  }

  private void log(Members log, Source source, String logger) {
    Map<String, Object> fields = OtlpValues.attributes(log);
    long nanos = OtlpValues.nanos(log, "timeUnixNano");
    Object body = OtlpValues.value(log.object("body"));
    Failure failure = OtlpValues.failure(fields);
    String message = body == null ? log.text("eventName", "") : OtlpValues.text(body);
    said.add(
        new Said(
            nanos == 0 ? OtlpValues.nanos(log, "observedTimeUnixNano") : nanos,
            OtlpValues.id(log, "traceId"),
            OtlpValues.id(log, "spanId"),
            source,
            OtlpValues.level(log),
            logger,
            message,
            fields,
            failure));
  }

  @Override
  public void end(Taker taker) throws IOException {
    Map<String, List<Said>> bySpan = new LinkedHashMap<>();
    for (Said one : said) {
      if (spans.containsKey(one.trace() + one.span())) {
        bySpan.computeIfAbsent(one.trace() + one.span(), unused -> new ArrayList<>()).add(one);
      } else {
        taker.event(outside(one).event(null));
      }
    }
    bySpan.values().forEach(list -> list.sort(Comparator.comparingLong(Said::nanos)));
    for (OtlpSpan span : spans.values()) {
      give(span, bySpan.getOrDefault(span.trace() + span.id(), List.of()), bySpan, taker);
    }
    spans.clear();
    said.clear();
  }

  /** What belongs to a span that is not here still names it. */
  private static Said outside(Said one) {
    if (one.trace().isEmpty()) {
      return one;
    }
    Map<String, Object> fields = new LinkedHashMap<>(one.fields());
    fields.put("trace_id", one.trace());
    fields.put("span_id", one.span());
    return new Said(
        one.nanos(),
        one.trace(),
        one.span(),
        one.source(),
        one.level(),
        one.logger(),
        one.message(),
        fields,
        one.failure());
  }

  private void give(OtlpSpan span, List<Said> records, Map<String, List<Said>> bySpan, Taker taker)
      throws IOException {
    ScopeId scope = scope(span, 0);
    String parent = span.trace() + span.parent();
    OptionalLong at =
        spans.containsKey(parent)
            ? OptionalLong.of(
                1
                    + bySpan.getOrDefault(parent, List.of()).stream()
                        .filter(one -> one.nanos() <= span.start())
                        .count())
            : OptionalLong.empty();
    taker.event(span.begin(new EventKey(0, scope), at));
    long number = 1;
    for (Said one : records) {
      taker.event(one.event(new EventKey(number++, scope)));
    }
    if (span.end() > 0) {
      taker.event(span.ended(new EventKey(number, scope)));
    }
  }

  /**
   * The first span of a trace that has no parent is its root. Any other has its parent's place and
   * its own id; a parent that is not here is named by its id.
   */
  private ScopeId scope(OtlpSpan span, int depth) {
    ScopeId root = new ScopeId(OtlpValues.uuid(span.trace()));
    if (span.parent().isEmpty()) {
      return isFirst(span) ? root : root.child(span.id());
    }
    OtlpSpan parent = spans.get(span.trace() + span.parent());
    // A circle of parents is no tree.
    return parent == null || depth > spans.size()
        ? root.child(span.parent()).child(span.id())
        : scope(parent, depth + 1).child(span.id());
  }

  private final Map<String, String> firsts = new LinkedHashMap<>();

  private boolean isFirst(OtlpSpan span) {
    return firsts
        .computeIfAbsent(
            span.trace(),
            trace ->
                spans.values().stream()
                    .filter(one -> one.trace().equals(trace) && one.parent().isEmpty())
                    .min(Comparator.comparingLong(OtlpSpan::start))
                    .map(OtlpSpan::id)
                    .orElse(""))
        .equals(span.id());
  }
}
