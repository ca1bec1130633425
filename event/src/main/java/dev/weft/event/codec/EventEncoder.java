package dev.weft.event.codec;

import dev.weft.event.Event;
import dev.weft.event.Event.Logged;
import dev.weft.event.Event.LossReported;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
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
import java.util.Collection;
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
 * it sets. Used by one thread.
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
    RecordWriter writer = begin(event, event.level(), event.logger());
    writer.text(event.template(), event.message());
    failure(writer, event.failure());
    fields(writer, event.key(), event.fields());
    number(writer, event);
    writer.end();
  }

  private void scopeStarted(ScopeStarted event) {
    RecordWriter writer = begin(event, event.level(), event.logger());
    writer.text(event.template(), event.message());
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
    RecordWriter writer = begin(event, event.level(), event.logger());
    writer.text(event.template(), event.message());
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
    RecordWriter writer = begin(event, Level.WARN, "weft");
    writer.text("lost %d events", "lost " + event.lost() + " events");
    writer.extra(WireKey.RECOVERED, event.lost());
    writer.kind("loss").lost(event.byReason());
    writer.lostKeys(event.keys().stream().map(EventKey::toString).toList());
    number(writer, event);
    writer.end();
  }

  private void sourceStarted(SourceStarted event) {
    RecordWriter writer = begin(event, Level.INFO, "weft");
    writer.text("source started", "source started");
    event.fields().forEach(writer::extra);
    writer.kind("source");
    number(writer, event);
    writer.end();
  }

  private void objectChanged(ObjectChanged event) {
    boolean deletes = event.set().isEmpty() && !event.removed().isEmpty();
    out.beginObject();
    out.name(WireKey.OBJECT_ID).text(event.objectId());
    out.name(WireKey.OBJECT);
    if (deletes) {
      deleted(event.removed());
    } else {
      out.value(event.set());
    }
    member(WireKey.ACTION, deletes ? "delete" : null);
    member(WireKey.STATUS, status(event.kind()));
    member(WireKey.MESSAGE, event.message());
    out.name(WireKey.TIME_IN).millionths(micros(event.time()));
    Source from = event.source();
    out.name(WireKey.HOST_NAME).text(from.host());
    out.name(WireKey.PROCESS_NAME).text(from.process());
    out.name(WireKey.PROCESS).number(from.pid());
    if (event.key() != null) {
      out.name(WireKey.CONTEXT).beginObject();
      out.name(WireKey.KEY).text(event.key().toString()).endObject();
    }
    objectWeft(event, deletes ? List.of() : event.removed());
    out.endObject();
  }

  private void objectWeft(ObjectChanged event, Collection<String> removed) {
    out.name(WireKey.WEFT).beginObject().name(WireKey.WEFT_VERSION).number(1);
    member(WireKey.WEFT_SOURCE, event.source().id());
    event.sourceNumber().ifPresent(number -> out.name(WireKey.WEFT_NUMBER).number(number));
    if (!removed.isEmpty()) {
      out.name(WireKey.WEFT_REMOVED).value(removed);
    }
    out.endObject();
  }

  private void deleted(Collection<String> names) {
    out.beginObject();
    names.forEach(name -> out.name(name).nul());
    out.endObject();
  }

  private void member(String name, @Nullable String text) {
    if (text != null) {
      out.name(name).text(text);
    }
  }

  private static @Nullable String status(ObjectKind kind) {
    return switch (kind) {
      case BORN -> "born";
      case UPDATED -> null;
      case FINISHED -> "finished";
      case TRANSIENT -> "transient";
      case SNAPSHOT -> "snapshot";
    };
  }

  private RecordWriter begin(Event event, Level level, String logger) {
    RecordWriter writer = records;
    if (writer == null || !event.source().equals(source)) {
      source = event.source();
      writer = new RecordWriter(out, event.source(), -1);
      records = writer;
    }
    return writer.begin(micros(event.time()), level, logger);
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
