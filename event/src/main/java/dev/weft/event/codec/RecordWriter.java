package dev.weft.event.codec;

import static dev.weft.event.codec.JsonWriter.encodedName;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.WireKey;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one source's records in the wire's form, one after the other, into a {@link JsonWriter}
 * that the caller resets and reads. Names and whatever is the same for all records are encoded
 * once, so that a usual record allocates nothing.
 *
 * <p>A record is a sequence of calls; what stands in brackets may be left out, and is null or
 * absent on the wire then:
 *
 * <pre>{@code
 * begin(micros, level, logger, template, …)  message(text)     or beginChange(micros) [message]
 * [object  set*  or removeOnly]
 * [failure]  [stack]  [location]
 * [context  contextField*]
 * extra*  mdc*  [markers]
 * [kind]  [number]  and the other weft members, each at most once
 * end()
 * }</pre>
 *
 * <p>{@code beginChange} makes a record that is an object's change and no log record too; {@code
 * object} behind {@code message} one that is both.
 *
 * <p>Long, but flat: a method for each member of the wire.
 *
 * <p>Inside each line the order is free. Used by one thread. A call out of order throws {@link
 * IllegalStateException}: a record begun is then to be given up, by {@link JsonWriter#reset}.
 */
public final class RecordWriter {
  private static final byte[] MESSAGE = encodedName(WireKey.MESSAGE);
  private static final byte[] EXC_TEXT = encodedName(WireKey.EXC_TEXT);
  private static final byte[] STACK_INFO = encodedName(WireKey.STACK_INFO);
  private static final byte[] TIME_IN = encodedName(WireKey.TIME_IN);
  private static final byte[] OBJECT = encodedName(WireKey.OBJECT);
  private static final byte[] CONTEXT = encodedName(WireKey.CONTEXT);
  private static final byte[] MDC = encodedName(WireKey.MDC);
  private static final byte[] WEFT = encodedName(WireKey.WEFT);

  private enum Part {
    NONE,
    RECORD,
    OBJECT,
    CONTEXT,
    MDC,
    WEFT
  }

  private final JsonWriter out;
  private final RecordConstants constants;
  private final RecordHeads heads;
  private final CreatedTime created;
  // Belongs to this writer, as it remembers where it stood.
  private final Fragment keyBefore =
      new Fragment(new JsonWriter().name(CONTEXT).beginObject().name(WireKey.KEY).beginText());
  private final EncodedTexts texts = new EncodedTexts(JsonWriter::text);
  private final EncodedTexts scopeIds = new EncodedTexts(RecordWriter::keyBehind);
  private final EncodedTexts extraNames =
      new EncodedTexts((json, name) -> json.name(RecordNames.free(name)));
  private final EncodedTexts objectNames = new EncodedTexts(JsonWriter::name);
  private final EncodedTexts mdcNames = new EncodedTexts(JsonWriter::name);
  private final EncodedTexts contextNames =
      new EncodedTexts((json, name) -> json.name(RecordNames.freeInContext(name)));
  private Part part = Part.NONE;
  private boolean changeOnly;
  private boolean traced;
  private boolean stacked;
  private boolean placed;
  private @Nullable String failureType;
  private String failureMessage = "";

  /**
   * A writer of that source's records.
   *
   * @param startedMicros when the program started, in microseconds since 1970, for {@code
   *     relativeCreated}; negative leaves that out
   */
  public RecordWriter(JsonWriter out, Source source, long startedMicros) {
    this.out = out;
    created = new CreatedTime(startedMicros);
    constants = new RecordConstants(source);
    heads = new RecordHeads(constants::head);
  }

  /**
   * Begins a log record; {@link #message} or {@link #beginMessage} follows.
   *
   * @param micros when, in microseconds since 1970
   * @param template the text before its arguments were filled in
   * @param threadId which thread; negative leaves it and its name out
   */
  public RecordWriter begin(
      long micros, Level level, String logger, String template, long threadId, String threadName) {
    beginAnew(false);
    created.begin(out, micros);
    out.raw(heads.of(level, logger, template, threadId, threadName));
    return this;
  }

  /**
   * Begins a record that is an object's change alone; {@link #object} follows. {@code micros} are
   * microseconds since 1970.
   */
  public RecordWriter beginChange(long micros) {
    beginAnew(true);
    out.beginObject().name(TIME_IN).millionths(micros).raw(constants.change);
    return this;
  }

  private void beginAnew(boolean change) {
    part = Part.RECORD;
    changeOnly = change;
    traced = false;
    stacked = false;
    placed = false;
    failureType = null;
  }

  /** Writes which object, and what its change says of its life; {@link #set} may follow. */
  public RecordWriter object(String id, Event.ObjectKind kind) {
    record();
    out.name(WireKey.OBJECT_ID).text(id);
    String status = wireName(kind);
    if (status != null) {
      out.name(WireKey.STATUS).text(status);
    }
    out.name(OBJECT).beginObject();
    part = Part.OBJECT;
    return this;
  }

  private static @Nullable String wireName(Event.ObjectKind kind) {
    return switch (kind) {
      case BORN -> "born";
      case UPDATED -> null;
      case FINISHED -> "finished";
      case TRANSIENT -> "transient";
      case SNAPSHOT -> "snapshot";
    };
  }

  /** Writes a new value of the object, behind {@link #object}. */
  public RecordWriter set(String name, @Nullable Object value) {
    inObject(name);
    out.raw(objectNames.of(name)).behindName().value(value);
    return this;
  }

  /**
   * Writes, behind {@link #object}, that these names are gone and nothing is set, in the form that
   * contexture has for that. Names that go while others are set are {@link #removed}.
   */
  public RecordWriter removeOnly(Collection<String> names) {
    for (String name : names) {
      inObject(name);
      out.raw(objectNames.of(name)).behindName().nul();
    }
    record();
    out.name(WireKey.ACTION).text("delete");
    return this;
  }

  private void inObject(String name) {
    if (part != Part.OBJECT) {
      throw new IllegalStateException("a value needs object(…) just before: " + name);
    }
  }

  /** Writes the text as a person reads it. */
  public RecordWriter message(String text) {
    record();
    out.name(MESSAGE);
    if (changeOnly) {
      // contexture has it as it is.
      out.text(text);
    } else {
      out.textOnOneLine(text);
    }
    return this;
  }

  /**
   * Begins a log record's text as a person reads it, for those who have it in parts; {@link
   * #messagePart} and {@link #endMessage} follow.
   */
  public RecordWriter beginMessage() {
    record();
    out.name(MESSAGE).beginText();
    return this;
  }

  /** Writes a part of the text, from {@code from} to {@code to}. */
  public RecordWriter messagePart(String text, int from, int to) {
    out.textPart(text, from, to);
    return this;
  }

  /** Writes a part of the text that {@link #piece} made. */
  public RecordWriter messagePart(Fragment piece) {
    out.textPart(piece);
    return this;
  }

  /** A part of messages that comes again and again, for {@link #messagePart(Fragment)}. */
  public static Fragment piece(String text) {
    return new Fragment(new JsonWriter().textPart(text, 0, text.length()));
  }

  /** Writes a whole number as a part of the text. */
  public RecordWriter messagePart(long number) {
    out.textPart(number);
    return this;
  }

  /** Ends the text. */
  public RecordWriter endMessage() {
    out.endText();
    return this;
  }

  /** Writes how long the object lived, with its end. */
  public RecordWriter elapsed(double seconds) {
    record();
    out.name(WireKey.ELAPSED).number(seconds);
    return this;
  }

  /** Writes an exception: its class, its own words, and the whole text with causes and frames. */
  public RecordWriter failure(String type, String message, CharSequence trace) {
    record();
    out.name(EXC_TEXT).textOnOneLine(trace);
    traced = true;
    failureType = type;
    failureMessage = message;
    return this;
  }

  /** Writes a stack that was asked for. */
  public RecordWriter stack(String text) {
    record();
    out.name(STACK_INFO).text(text);
    stacked = true;
    return this;
  }

  /** Writes where in the code: the class's name gives path and module. */
  public RecordWriter location(StackTraceElement caller) {
    record();
    CodeLocation.write(out, caller);
    return this;
  }

  /** Writes the record's place: its number in the task, and the task's id. */
  public RecordWriter context(long number, String scopeId) {
    record();
    placed = true;
    part = Part.CONTEXT;
    out.around(keyBefore, number, scopeIds.of(scopeId));
    return this;
  }

  /**
   * Writes a record's place in one go: its number in the task, and what {@link #place} made of the
   * task's id and fields.
   */
  public RecordWriter context(long number, Fragment place) {
    record();
    placed = true;
    out.around(keyBefore, number, place);
    return this;
  }

  /**
   * A task's id and fields as they stand in the contexts of all its records, for {@link
   * #context(long, Fragment)}.
   */
  public static Fragment place(String scopeId, Map<String, ?> fields) {
    JsonWriter json = new JsonWriter();
    keyBehind(json, scopeId);
    fields.forEach((name, value) -> json.name(RecordNames.freeInContext(name)).value(value));
    return new Fragment(json.endObject());
  }

  private static void keyBehind(JsonWriter json, String scopeId) {
    json.textPart("@", 0, 1).textPart(scopeId, 0, scopeId.length()).endText();
  }

  /** Writes a field of the innermost task, behind {@link #context}. */
  public RecordWriter contextField(String name, @Nullable Object value) {
    if (part != Part.CONTEXT) {
      throw new IllegalStateException("a context field needs context(…) just before: " + name);
    }
    out.raw(contextNames.of(name)).behindName();
    if (value instanceof String text) {
      // The same in every record of the task.
      out.raw(texts.of(text));
    } else {
      out.value(value);
    }
    return this;
  }

  /** Writes a field of the record's own. One with a name of the wire's gets {@code _} behind it. */
  public RecordWriter extra(String name, @Nullable Object value) {
    record();
    out.raw(extraNames.of(name)).behindName().value(value);
    return this;
  }

  /** Writes a value of the logging system's own context; all of them one after another. */
  public RecordWriter mdc(String name, @Nullable String value) {
    if (part != Part.MDC) {
      record();
      out.name(MDC).beginObject();
      part = Part.MDC;
    }
    out.raw(mdcNames.of(name)).behindName();
    if (value == null) {
      out.nul();
    } else {
      out.text(value);
    }
    return this;
  }

  /** Writes marker names; none are left out. */
  public RecordWriter markers(Collection<String> names) {
    record();
    if (!names.isEmpty()) {
      out.name(WireKey.MARKERS).value(names);
    }
    return this;
  }

  /** Writes {@link WireKey#WEFT_KIND}. */
  public RecordWriter kind(String kind) {
    weft();
    out.name(WireKey.WEFT_KIND).text(kind);
    return this;
  }

  /** Writes {@link WireKey#WEFT_NUMBER}. */
  public RecordWriter number(long amongAllOfTheSource) {
    return weft(WireKey.WEFT_NUMBER, amongAllOfTheSource);
  }

  /** Writes {@link WireKey#WEFT_AT}. */
  public RecordWriter at(long recordsOfTheParent) {
    return weft(WireKey.WEFT_AT, recordsOfTheParent);
  }

  /** Writes {@link WireKey#WEFT_COUNT}. */
  public RecordWriter count(long records) {
    return weft(WireKey.WEFT_COUNT, records);
  }

  /** Writes {@link WireKey#WEFT_CHILDREN}. */
  public RecordWriter children(long begun) {
    return weft(WireKey.WEFT_CHILDREN, begun);
  }

  /** Writes {@link WireKey#WEFT_REMOTE}; none are left out. */
  public RecordWriter remote(long... children) {
    weft();
    if (children.length > 0) {
      out.name(WireKey.WEFT_REMOTE).beginArray();
      for (long child : children) {
        out.number(child);
      }
      out.endArray();
    }
    return this;
  }

  /** Writes {@link WireKey#WEFT_SEQUENCE}. */
  public RecordWriter sequence(long amongTheObjects) {
    return weft(WireKey.WEFT_SEQUENCE, amongTheObjects);
  }

  /** Writes {@link WireKey#WEFT_REMOVED}; none are left out. */
  public RecordWriter removed(Collection<String> names) {
    return weft(WireKey.WEFT_REMOVED, names, names.isEmpty());
  }

  /** Writes {@link WireKey#WEFT_WRITES}; a single one is left out. */
  public RecordWriter writes(long number) {
    return weft(WireKey.WEFT_WRITES, number, number == 1);
  }

  /** Writes {@link WireKey#WEFT_END}. */
  public RecordWriter ending(String why) {
    return weft(WireKey.WEFT_END, why, false);
  }

  /** Writes {@link WireKey#WEFT_ROUTING_KEY}. */
  public RecordWriter routingKey(String key) {
    weft();
    out.name(WireKey.WEFT_ROUTING_KEY).raw(texts.of(key));
    return this;
  }

  /** Writes {@link WireKey#WEFT_HEADERS}; none are left out. */
  public RecordWriter headers(Map<String, ?> values) {
    return weft(WireKey.WEFT_HEADERS, values, values.isEmpty());
  }

  private RecordWriter weft(String name, Object value, boolean leaveOut) {
    weft();
    if (!leaveOut) {
      out.name(name).value(value);
    }
    return this;
  }

  /** Writes {@link WireKey#WEFT_OUTCOME}. */
  public RecordWriter outcome(Event.Outcome how) {
    weft();
    out.name(WireKey.WEFT_OUTCOME).text(wireName(how));
    return this;
  }

  private static String wireName(Event.Outcome how) {
    return switch (how) {
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
      case UNSET -> "unset";
      case ABORTED -> "aborted";
    };
  }

  /** Writes {@link WireKey#WEFT_FOREIGN}. */
  public RecordWriter foreign() {
    return flag(WireKey.WEFT_FOREIGN);
  }

  /** Writes {@link WireKey#WEFT_LATE}. */
  public RecordWriter late() {
    return flag(WireKey.WEFT_LATE);
  }

  /** Writes {@link WireKey#WEFT_ORPHAN}. */
  public RecordWriter orphan() {
    return flag(WireKey.WEFT_ORPHAN);
  }

  private RecordWriter flag(String name) {
    weft();
    out.name(name).bool(true);
    return this;
  }

  /** Writes {@link WireKey#WEFT_LINK}. */
  public RecordWriter link(String eventKey) {
    weft();
    out.name(WireKey.WEFT_LINK).text(eventKey);
    return this;
  }

  /** Writes {@link WireKey#WEFT_TRUNCATED}. */
  public RecordWriter truncated(Collection<String> paths) {
    weft();
    out.name(WireKey.WEFT_TRUNCATED).value(paths);
    return this;
  }

  /** Writes {@link WireKey#WEFT_LOST}. */
  public RecordWriter lost(Map<String, Long> byReason) {
    weft();
    out.name(WireKey.WEFT_LOST).value(byReason);
    return this;
  }

  /** Writes {@link WireKey#WEFT_LOST_KEYS}. */
  public RecordWriter lostKeys(Collection<String> keys) {
    weft();
    out.name(WireKey.WEFT_LOST_KEYS).value(keys);
    return this;
  }

  private RecordWriter weft(String name, long value) {
    weft();
    out.name(name).number(value);
    return this;
  }

  /** Ends the record. */
  public void end() {
    weft();
    if (failureType != null) {
      out.name(WireKey.WEFT_FAILURE).beginObject();
      out.name("type").text(failureType).name("message").text(failureMessage).endObject();
    }
    out.endObject().endObject();
    part = Part.NONE;
  }

  private void record() {
    if (part == Part.CONTEXT || part == Part.OBJECT || part == Part.MDC) {
      out.endObject();
      part = Part.RECORD;
    }
    if (part != Part.RECORD) {
      throw new IllegalStateException(
          part == Part.NONE ? "no record was begun" : "the weft members come last");
    }
  }

  private void weft() {
    if (part == Part.WEFT) {
      return;
    }
    record();
    part = Part.WEFT;
    if (placed && !traced && !stacked && !changeOnly) {
      out.raw(constants.usualTail);
      return;
    }
    if (!changeOnly) {
      nullUnless(traced, EXC_TEXT);
      nullUnless(stacked, STACK_INFO);
      nullUnless(placed, CONTEXT);
    }
    out.name(WEFT).beginObject().raw(constants.weft);
  }

  private void nullUnless(boolean written, byte[] name) {
    if (!written) {
      out.name(name).nul();
    }
  }
}
