package dev.weft.event.codec;

import dev.weft.event.Event;
import dev.weft.event.Event.Logged;
import dev.weft.event.Event.LossReported;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.Opaque;
import dev.weft.event.Event.ScopeEnded;
import dev.weft.event.Event.ScopeStarted;
import dev.weft.event.Event.SourceStarted;
import dev.weft.event.EventKey;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.WireKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes any event in the wire's form, for tests and tools; an application's own records are
 * written by {@link RecordWriter} without an event being made.
 *
 * <p>{@link EventDecoder} reads the same event again, with these limits: times keep microseconds; a
 * message or trace that itself holds a backslash and an n reads as if it held a line feed, unless
 * the message is its template; a field with a name of the wire's gets {@code _} behind its name; an
 * {@link Opaque} is written as its fields alone. The fields of an event inside a task stand in its
 * context.
 *
 * <p>A change that sets and removes at once is one record; contexture's own viewers see only what
 * it sets. The level of what was said with a change is not written: the record is no log record.
 * Used by one thread.
 */
public final class EventEncoder {
  private final JsonWriter out = new JsonWriter();
  private @Nullable Source source;
  private @Nullable RecordWriter records;

  /** An encoder. */
  public EventEncoder() {}

  /** The event as one JSON object, without a line feed. */
  public byte[] encode(Event event) {
    out.reset();
    // Java 17 has no switch over types.
    if (event instanceof Logged logged) {
      logged(logged);
    } else if (event instanceof ScopeStarted started) {
      scopeStarted(started);
    } else if (event instanceof ScopeEnded ended) {
      scopeEnded(ended);
    } else if (event instanceof ObjectChanged changed) {
      objectChanged(changed);
    } else if (event instanceof LossReported loss) {
      lossReported(loss);
    } else if (event instanceof SourceStarted started) {
      sourceStarted(started);
    } else if (event instanceof Opaque opaque) {
      out.value(opaque.fields());
    }
    return out.toBytes();
  }

  private void logged(Logged event) {
    RecordWriter writer =
        begin(event, event.level(), event.logger(), event.template(), event.message());
    failure(writer, event.failure());
    fields(writer, event.key(), event.fields());
    number(writer, event);
    writer.end();
  }

  private void scopeStarted(ScopeStarted event) {
    RecordWriter writer =
        begin(event, event.level(), event.logger(), event.template(), event.message());
    fields(writer, event.key(), event.fields());
    writer.kind("begin");
    number(writer, event);
    event.spawnedAt().ifPresent(writer::at);
    if (event.foreign()) {
      writer.foreign();
    }
    if (event.late()) {
      writer.late();
    }
    if (event.link() != null) {
      writer.link(event.link().toString());
    }
    writer.end();
  }

  private void scopeEnded(ScopeEnded event) {
    RecordWriter writer =
        begin(event, event.level(), event.logger(), event.template(), event.message());
    failure(writer, event.failure());
    fields(writer, event.key(), event.fields());
    writer.kind("end").outcome(event.outcome());
    number(writer, event);
    event.count().ifPresent(writer::count);
    event.children().ifPresent(writer::children);
    writer.remote(event.remote().stream().mapToLong(Long::longValue).toArray());
    writer.end();
  }

  private void lossReported(LossReported event) {
    String text = "lost " + event.lost() + " events";
    RecordWriter writer = begin(event, Level.WARN, "weft", "lost %d events", text);
    writer.extra(WireKey.RECOVERED, event.lost());
    writer.kind("loss").lost(event.byReason());
    writer.lostKeys(event.keys().stream().map(EventKey::toString).toList());
    number(writer, event);
    writer.end();
  }

  private void sourceStarted(SourceStarted event) {
    RecordWriter writer = begin(event, Level.INFO, "weft", "source started", "source started");
    event.fields().forEach(writer::extra);
    writer.kind("source");
    number(writer, event);
    writer.end();
  }

  private void objectChanged(ObjectChanged event) {
    RecordWriter writer = records(event.source()).beginChange(micros(event.time()));
    boolean removesOnly = event.set().isEmpty() && !event.removed().isEmpty();
    writer.object(event.objectId(), event.kind());
    if (removesOnly) {
      writer.removeOnly(event.removed());
    } else {
      event.set().forEach(writer::set);
    }
    if (event.message() != null) {
      writer.message(event.message());
    }
    if (event.elapsed() != null) {
      writer.elapsed(event.elapsed().toNanos() / 1e9);
    }
    if (event.key() != null) {
      writer.context(event.key().number(), event.key().scope().value());
    }
    number(writer, event);
    event.sequence().ifPresent(writer::sequence);
    writer.removed(removesOnly ? List.of() : event.removed()).writes(event.writes());
    if (event.ending() != null) {
      writer.ending(event.ending());
    }
    if (event.routingKey() != null) {
      writer.routingKey(event.routingKey());
    }
    writer.headers(event.headers()).end();
  }

  private RecordWriter begin(
      Event event, Level level, String logger, String template, String message) {
    return records(event.source())
        .begin(micros(event.time()), level, logger, template, -1, "")
        .message(message);
  }

  private RecordWriter records(Source from) {
    RecordWriter writer = records;
    if (writer == null || !from.equals(source)) {
      source = from;
      writer = new RecordWriter(out, from, -1);
      records = writer;
    }
    return writer;
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static void failure(RecordWriter writer, @Nullable Failure failure) {
    if (failure != null) {
      writer.failure(failure.type(), failure.message(), failure.trace());
    }
  }

  private static void fields(
      RecordWriter writer, @Nullable EventKey key, Map<String, Object> fields) {
    if (key == null) {
      fields.forEach((name, value) -> extra(writer, name, value));
    } else {
      writer.context(key.number(), key.scope().value());
      fields.forEach(writer::contextField);
    }
  }

  private static void extra(RecordWriter writer, String name, @Nullable Object value) {
    if (name.equals(WireKey.MARKERS) && value instanceof List<?> markers) {
      writer.markers(markers.stream().map(String::valueOf).toList());
    } else {
      writer.extra(name, value);
    }
  }

  private static void number(RecordWriter writer, Event event) {
    OptionalLong number = event.sourceNumber();
    number.ifPresent(writer::number);
  }
}
