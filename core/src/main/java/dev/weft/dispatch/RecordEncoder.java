package dev.weft.dispatch;

import dev.weft.capture.Capture;
import dev.weft.capture.Template;
import dev.weft.event.Event;
import dev.weft.event.Source;
import dev.weft.event.WireKey;
import dev.weft.event.codec.Fragment;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RecordWriter;
import dev.weft.record.ObjectChange;
import dev.weft.record.PendingRecord;
import dev.weft.record.TaskNode;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the queue gives in the wire's form. Used by the dispatcher only.
 *
 * <p>Whatever an exception or a value does when it is asked for its text, the record is written.
 */
final class RecordEncoder {
  // Where a captured container says it too.
  private static final String MORE = "…";
  private static final int INITIAL_MESSAGE = 256;
  private static final int MOST_KEPT = 64 * 1024;

  private final RecordWriter writer;
  private StringBuilder message = new StringBuilder(INITIAL_MESSAGE);
  private final FailureText failures;
  private final Capture capture;
  private final Cuts cuts = new Cuts();
  private final TaskPlaces places = new TaskPlaces();
  private final MessageTexts texts = new MessageTexts();
  private final MessageParts parts;

  RecordEncoder(JsonWriter out, Source source, long startedMicros, Capture capture) {
    writer = new RecordWriter(out, source, startedMicros);
    parts = new MessageParts(writer);
    this.capture = capture;
    failures = new FailureText(capture::text);
  }

  /** Writes the record under that number among all of the source's. */
  void write(PendingRecord record, long number) {
    cuts.clear();
    ObjectChange change = record.change();
    if (record.kind() == PendingRecord.Kind.ALIVE) {
      writer.beginChange(record.createdMicros()).kind("alive").number(number).end();
      return;
    }
    noteCutArguments(record);
    if (record.kind() == PendingRecord.Kind.CHANGE && change != null) {
      writer.beginChange(record.createdMicros());
      writeObject(record, change);
      writeKey(record);
    } else {
      writeLogged(record, change);
    }
    writer.number(number);
    if (change != null) {
      writeObjectsOwn(record, change);
    }
    if (record.late() || (change != null && change.late())) {
      writer.late();
    }
    if (!cuts.isEmpty()) {
      writer.truncated(cuts.paths());
    }
    writer.end();
  }

  private void writeLogged(PendingRecord record, @Nullable ObjectChange change) {
    writer.begin(
        record.createdMicros(),
        record.level(),
        record.logger(),
        record.template(),
        record.threadId(),
        record.threadName());
    writeMessage(record);
    if (change != null) {
      writeObject(record, change);
    }
    writeOptional(record);
    writeContext(record);
    for (int i = 0; change == null && i < record.fieldCount(); i++) {
      String name = record.fieldName(i);
      Object value = record.fieldValue(i);
      cuts.note("", name, value);
      writer.extra(name, value);
    }
    if (record.leftOut() > 0) {
      writer.extra(MORE, "<" + record.leftOut() + " more>");
      cuts.add(MORE);
    }
    for (int i = 0; i < record.mdcCount(); i++) {
      writeMdc(record.mdcName(i), record.mdcValue(i));
    }
    writer.markers(record.markers());
    writeKind(record);
  }

  private void writeObject(PendingRecord record, ObjectChange change) {
    writer.object(change.object().id(), change.kind());
    if (removesOnly(record, change)) {
      writer.removeOnly(change.removed());
      return;
    }
    for (int i = 0; i < record.fieldCount(); i++) {
      String name = record.fieldName(i);
      Object value = record.fieldValue(i);
      cuts.note(WireKey.OBJECT + '.', name, value);
      writer.set(name, value);
    }
    if (change.elapsedNanos() >= 0) {
      // To the microsecond, like all other times.
      writer.elapsed(Math.round(change.elapsedNanos() / 1e3) / 1e6);
    }
  }

  private static boolean removesOnly(PendingRecord record, ObjectChange change) {
    return record.fieldCount() == 0 && !change.removed().isEmpty();
  }

  // A change is no log record: the fields of its task stand in that one's own records.
  private void writeKey(PendingRecord record) {
    TaskNode task = record.task();
    if (task != null) {
      writer.context(record.number(), task.id());
    }
  }

  private void writeObjectsOwn(PendingRecord record, ObjectChange change) {
    writer.sequence(change.sequence());
    if (!removesOnly(record, change)) {
      writer.removed(change.removed());
    }
    writer.writes(change.writes());
    String ending = change.ending();
    if (ending != null) {
      writer.ending(ending);
    }
    writer.routingKey(change.object().routingKey()).headers(change.object().headers());
  }

  private void writeMessage(PendingRecord record) {
    if (record.style() == PendingRecord.Style.BRACES
        && record.message() == null
        && !capture.redactsText()) {
      writer.beginMessage();
      writeParts(record, texts.of(record.template()));
      writer.endMessage();
    } else {
      writer.message(message(record));
    }
  }

  private void writeParts(PendingRecord record, Fragment @Nullable [] known) {
    if (known == null || known.length - 1 > record.argumentCount()) {
      record.giveParts(parts);
      return;
    }
    int last = known.length - 1;
    for (int i = 0; i < last; i++) {
      writer.messagePart(known[i]);
      parts.argument(record.argumentAt(i));
    }
    writer.messagePart(known[last]);
  }

  // The caller redacts a message that it made. Of one that is made here each part was redacted, but
  // not the whole: a pattern may lie across two parts.
  private String message(PendingRecord record) {
    String ready = record.message();
    if (ready != null) {
      return ready;
    }
    if (record.argumentCount() == 0) {
      return capture.text(record.template());
    }
    if (message.capacity() > MOST_KEPT) {
      message = new StringBuilder(INITIAL_MESSAGE);
    }
    message.setLength(0);
    record.render(message);
    return capture.text(message.toString());
  }

  private void writeOptional(PendingRecord record) {
    Throwable failure = record.failure();
    if (failure != null) {
      writer.failure(
          failure.getClass().getName(), failures.message(failure), trace(failure, record));
    }
    String stack = record.stack();
    if (stack != null) {
      writer.stack(stack);
    }
    StackTraceElement location = record.location();
    if (location != null) {
      writer.location(location);
    }
  }

  private String trace(Throwable failure, PendingRecord record) {
    TaskNode told = record.failureTold();
    return told == null ? failures.trace(failure) : failures.reference(failure, told.id());
  }

  private void writeContext(PendingRecord record) {
    TaskNode task = record.task();
    if (task == null) {
      return;
    }
    TaskPlaces.Place place = places.of(task.id(), record.context());
    writer.context(record.number(), place.json());
    cuts.add(place.cuts());
  }

  private void writeMdc(String name, @Nullable Object value) {
    cuts.note(WireKey.MDC + '.', name, value);
    writer.mdc(name, value == null ? null : value.toString());
  }

  private void writeKind(PendingRecord record) {
    switch (record.kind()) {
      case LOG, CHANGE, ALIVE -> {}
      case BEGIN -> writeBegin(record);
      case END -> writeEnd(record);
    }
  }

  private void writeBegin(PendingRecord record) {
    writer.kind("begin");
    TaskNode task = record.task();
    if (task != null && task.spawnedAt() >= 0) {
      writer.at(task.spawnedAt());
    }
    if (record.foreign()) {
      writer.foreign();
    }
    if (record.orphan()) {
      writer.orphan();
    }
    String link = record.link();
    if (link != null) {
      writer.link(link);
    }
  }

  private void writeEnd(PendingRecord record) {
    Event.Outcome outcome = record.outcome();
    writer.kind("end").outcome(outcome == null ? Event.Outcome.UNSET : outcome);
    writer.count(record.count()).children(record.children()).remote(record.remote());
  }

  // Arguments travel as the message only.
  private void noteCutArguments(PendingRecord record) {
    for (int i = 0; i < record.argumentCount() && cuts.isEmpty(); i++) {
      cuts.note("", WireKey.MESSAGE, record.argumentAt(i));
    }
    if (!cuts.isEmpty()) {
      cuts.clear();
      cuts.add(WireKey.MESSAGE);
    }
  }

  /** Writes the message's parts where they belong, without making a text of them first. */
  private static final class MessageParts implements Template.Parts {
    private final RecordWriter writer;

    MessageParts(RecordWriter writer) {
      this.writer = writer;
    }

    @Override
    public void text(String text, int from, int to) {
      writer.messagePart(text, from, to);
    }

    @Override
    public void argument(@Nullable Object captured) {
      if (captured instanceof String text) {
        writer.messagePart(text, 0, text.length());
      } else if (captured instanceof Integer || captured instanceof Long) {
        writer.messagePart(((Number) captured).longValue());
      } else {
        String text = String.valueOf(captured);
        writer.messagePart(text, 0, text.length());
      }
    }
  }
}
