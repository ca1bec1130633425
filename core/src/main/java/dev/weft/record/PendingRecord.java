package dev.weft.record;

import dev.weft.capture.Capture;
import dev.weft.capture.Template;
import dev.weft.event.Event;
import dev.weft.event.Level;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way from the application's thread to the dispatcher. All it holds is immutable or
 * was captured when it was given, so that the dispatcher may format and encode it later.
 *
 * <p>Long, but flat: what may be said of a record, once to say and once to ask.
 *
 * <p>Records are reused. One belongs to one thread at a time: to the one that got it from {@link
 * Recorder#open()} until it gives it to {@link Recorder#commit}, to the queue, then to the
 * dispatcher. Nobody keeps one.
 */
public final class PendingRecord {
  /** What a record says. */
  public enum Kind {
    LOG,
    BEGIN,
    END,
    /** A live object's change, and no log line too. */
    CHANGE,
    /** A sign of life of this process, which says nothing else. */
    ALIVE
  }

  /** How arguments stand in the template. */
  public enum Style {
    /** The template is the message. */
    PLAIN,
    /** Python's {@code %s}, {@code %d}, {@code %r} …. */
    PERCENT,
    /** SLF4J's and Log4j's {@code {}}. */
    BRACES
  }

  private static final int MOST_KEPT = 64;

  // An exception's trace is bounded when it is written; what it holds until then is not worth a
  // walk.
  private static final int FAILURE_WEIGHT = 4096;
  private static final @Nullable Object[] NOTHING = {};
  private static final long[] NO_REMOTE = {};

  Kind kind = Kind.LOG;
  Level level = Level.INFO;
  String logger = "";
  String template = "";
  @Nullable String message;
  Style style = Style.PLAIN;
  @Nullable Object[] arguments = NOTHING;
  int argumentCount;
  @Nullable Object[] fields = NOTHING;
  int fieldCount;
  long createdMicros;
  long threadId;
  String threadName = "";
  @Nullable Throwable failure;
  @Nullable TaskNode failureTold;
  @Nullable String stack;
  @Nullable StackTraceElement location;
  @Nullable Object[] mdc = NOTHING;
  int mdcCount;
  List<String> markers = List.of();
  private int weight;
  private int values;
  private int leftOut;

  // Set by the recorder, under the task's lock.
  @Nullable TaskNode task;
  long number;
  Bindings context = Bindings.NONE;
  boolean late;

  // Of a begin.
  boolean foreign;
  boolean orphan;
  @Nullable String link;

  // Of an end.
  Event.@Nullable Outcome outcome;
  long count;
  long children;
  long[] remote = NO_REMOTE;

  // Of a change, and of a log line that is one too.
  @Nullable ObjectChange change;
  boolean dispensable;

  PendingRecord() {}

  /** Makes it a log line with a template whose arguments follow through {@link #argument}. */
  public PendingRecord text(String template, Style style) {
    this.template = template;
    this.style = style;
    weight += template.length();
    return this;
  }

  /**
   * Gives the message as a person reads it, where the caller already has it; arguments are then not
   * needed.
   */
  public PendingRecord message(String message) {
    this.message = message;
    weight += message.length();
    return this;
  }

  /** Adds a captured argument of the template. */
  public PendingRecord argument(@Nullable Object captured) {
    if (isFull()) {
      return this;
    }
    if (argumentCount == arguments.length) {
      arguments = Arrays.copyOf(arguments, Math.max(4, argumentCount * 2));
    }
    arguments[argumentCount++] = fitting(captured, 0);
    return this;
  }

  /** Adds a field with a captured value. */
  public PendingRecord field(String name, @Nullable Object captured) {
    return isFull() ? this : add(name, fitting(captured, Capture.size(name)));
  }

  private PendingRecord add(String name, @Nullable Object value) {
    if (2 * fieldCount == fields.length) {
      fields = Arrays.copyOf(fields, Math.max(8, fieldCount * 4));
    }
    fields[2 * fieldCount] = name;
    fields[2 * fieldCount++ + 1] = value;
    return this;
  }

  /** Adds a value of the live object that it tells of: the object's own budget bounds those. */
  public PendingRecord objectValue(String name, @Nullable Object captured) {
    values += Capture.COST_OF_ENTRY + Capture.size(name) + Capture.size(captured);
    return add(name, captured);
  }

  /** Sets when, in microseconds since 1970. */
  public PendingRecord created(long micros) {
    createdMicros = micros;
    return this;
  }

  /** Sets which thread. */
  public PendingRecord thread(long id, String name) {
    threadId = id;
    threadName = name;
    return this;
  }

  /** Sets the exception; its text is made by the dispatcher. */
  public PendingRecord failure(@Nullable Throwable thrown) {
    failure = thrown;
    if (thrown != null) {
      weight += FAILURE_WEIGHT;
    }
    return this;
  }

  /**
   * Says that the exception stands with its trace in the end of that task already: it went through
   * several tasks, and one trace is enough.
   */
  public PendingRecord failureTold(@Nullable TaskNode inside) {
    failureTold = inside;
    return this;
  }

  /** Sets a stack that was asked for. */
  public PendingRecord stack(@Nullable String text) {
    stack = text;
    return this;
  }

  /** Sets where in the code. */
  public PendingRecord location(@Nullable StackTraceElement caller) {
    location = caller;
    return this;
  }

  /** Adds a value of the logging system's own context. */
  public PendingRecord mdc(String name, @Nullable String value) {
    if (isFull()) {
      return this;
    }
    if (2 * mdcCount == mdc.length) {
      mdc = Arrays.copyOf(mdc, Math.max(8, mdcCount * 4));
    }
    mdc[2 * mdcCount] = name;
    mdc[2 * mdcCount++ + 1] = fitting(value, Capture.size(name));
    return this;
  }

  /** Sets the marker names; the caller gives a list that nobody changes. */
  public PendingRecord markers(List<String> unchanging) {
    markers = unchanging;
    return this;
  }

  /** Makes it a task's start. */
  public PendingRecord begin(boolean foreign, boolean orphan, @Nullable String link) {
    kind = Kind.BEGIN;
    this.foreign = foreign;
    this.orphan = orphan;
    this.link = link;
    return this;
  }

  /** Makes it a task's end. */
  public PendingRecord end(Event.Outcome how) {
    kind = Kind.END;
    outcome = how;
    return this;
  }

  /** Makes it an object's change alone, whose new values are the record's fields. */
  public PendingRecord change(ObjectChange what) {
    kind = Kind.CHANGE;
    change = what;
    return this;
  }

  /** Makes a log line an object's change too, whose new values are the record's fields. */
  public PendingRecord alsoChange(ObjectChange what) {
    change = what;
    return this;
  }

  /** Makes it a sign of life. */
  public PendingRecord alive() {
    kind = Kind.ALIVE;
    return this;
  }

  /**
   * Says that it repeats what was told before: it only takes room that others are not likely to
   * need, and is no loss where there is none.
   */
  public PendingRecord dispensable() {
    dispensable = true;
    return this;
  }

  /** What it says. */
  public Kind kind() {
    return kind;
  }

  /** How serious it is. */
  public Level level() {
    return level;
  }

  /** The logger's name. */
  public String logger() {
    return logger;
  }

  /** The text before arguments were filled in. */
  public String template() {
    return template;
  }

  /** How arguments stand in the template. */
  public Style style() {
    return style;
  }

  /** The text as a person reads it, where the caller had it; else null. */
  public @Nullable String message() {
    return message;
  }

  /** Appends the text as a person reads it. */
  public void render(StringBuilder out) {
    if (message != null) {
      out.append(message);
      return;
    }
    switch (style) {
      case PLAIN -> out.append(template);
      case PERCENT -> Template.format(template, arguments, argumentCount, out);
      case BRACES -> Template.braces(template, arguments, argumentCount, out);
    }
  }

  /** Gives the parts of a text whose arguments stand in {@link Style#BRACES}. */
  public void giveParts(Template.Parts out) {
    Template.braces(template, arguments, argumentCount, out);
  }

  /** How many arguments. */
  public int argumentCount() {
    return argumentCount;
  }

  /** Argument {@code index}. */
  public @Nullable Object argumentAt(int index) {
    return arguments[index];
  }

  /** How many fields. */
  public int fieldCount() {
    return fieldCount;
  }

  /** The name of field {@code index}. */
  public String fieldName(int index) {
    // A program may give a null for a name; what is there is a text or that.
    return fields[2 * index] instanceof String name ? name : "null";
  }

  /** The value of field {@code index}. */
  public @Nullable Object fieldValue(int index) {
    return fields[2 * index + 1];
  }

  /** When, in microseconds since 1970. */
  public long createdMicros() {
    return createdMicros;
  }

  /** Which thread. */
  public long threadId() {
    return threadId;
  }

  /** Which thread. */
  public String threadName() {
    return threadName;
  }

  /** The exception. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Whose end tells the exception's trace already; null when this record shall. */
  public @Nullable TaskNode failureTold() {
    return failureTold;
  }

  /** A stack that was asked for. */
  public @Nullable String stack() {
    return stack;
  }

  /** Where in the code. */
  public @Nullable StackTraceElement location() {
    return location;
  }

  /** How many values of the logging system's own context. */
  public int mdcCount() {
    return mdcCount;
  }

  /** The name of context value {@code index}. */
  public String mdcName(int index) {
    return String.valueOf(mdc[2 * index]);
  }

  /** Context value {@code index}. */
  public @Nullable Object mdcValue(int index) {
    return mdc[2 * index + 1];
  }

  /** The marker names. */
  public List<String> markers() {
    return markers;
  }

  /** The task; null outside every task. */
  public @Nullable TaskNode task() {
    return task;
  }

  /** The number in the task. */
  public long number() {
    return number;
  }

  /** The task's fields at that moment. */
  public Bindings context() {
    return context;
  }

  /** Whether the task, or a begin's parent, had already ended. */
  public boolean late() {
    return late;
  }

  /** Of a begin: whether the id came from another process. */
  public boolean foreign() {
    return foreign;
  }

  /** Of a begin: whether a child was begun outside every task. */
  public boolean orphan() {
    return orphan;
  }

  /** Of a begin: the key of the task that was open when this root began. */
  public @Nullable String link() {
    return link;
  }

  /** Of an end: how the task ended; null where it is no end. */
  public Event.@Nullable Outcome outcome() {
    return outcome;
  }

  /** Of an end: how many records the task made, this one included. */
  public long count() {
    return count;
  }

  /** Of an end: how many numbered children the task began. */
  public long children() {
    return children;
  }

  /** Of an end: the numbers of the children handed to other processes; never to be written. */
  @SuppressWarnings("MutableMethodReturnType") // spares a copy a task; read by the dispatcher only
  public long[] remote() {
    return remote;
  }

  /** What it says of a live object; null for nothing. */
  public @Nullable ObjectChange change() {
    return change;
  }

  /** How many arguments, fields and context values were left out, for want of room. */
  public int leftOut() {
    return leftOut;
  }

  /** Its characters, about; what it takes of the queue's bytes. */
  int weight() {
    return weight + values;
  }

  // The bound of one record's values, so that no call can fill the queue's bytes by itself. Counted
  // here, where a value that fits costs an addition and a comparison.
  private boolean isFull() {
    if (values < Capture.LARGEST_RECORD) {
      return false;
    }
    leftOut++;
    return true;
  }

  /** The value, or what of it there is room for. */
  private @Nullable Object fitting(@Nullable Object captured, int nameSize) {
    int size = Capture.size(captured);
    values += Capture.COST_OF_ENTRY + nameSize + size;
    return values <= Capture.LARGEST_RECORD ? captured : cut(captured, size);
  }

  private @Nullable Object cut(@Nullable Object captured, int size) {
    int room = Math.max(0, size - (values - Capture.LARGEST_RECORD));
    values = Capture.LARGEST_RECORD;
    return captured == null ? null : Recording.capture().within(captured, room);
  }

  /** Empties it for its next use; arrays that grew large are let go. */
  void clear() {
    kind = Kind.LOG;
    template = "";
    message = null;
    style = Style.PLAIN;
    if (arguments.length > MOST_KEPT) {
      arguments = NOTHING;
    } else {
      Arrays.fill(arguments, 0, argumentCount, null);
    }
    argumentCount = 0;
    createdMicros = 0;
    threadName = "";
    if (fields.length > MOST_KEPT) {
      fields = NOTHING;
    } else {
      Arrays.fill(fields, 0, 2 * fieldCount, null);
    }
    fieldCount = 0;
    failure = null;
    failureTold = null;
    stack = null;
    location = null;
    if (mdc.length > MOST_KEPT) {
      mdc = NOTHING;
    } else {
      Arrays.fill(mdc, 0, 2 * mdcCount, null);
    }
    mdcCount = 0;
    markers = List.of();
    weight = 0;
    values = 0;
    leftOut = 0;
    task = null;
    context = Bindings.NONE;
    late = false;
    foreign = false;
    orphan = false;
    link = null;
    outcome = null;
    remote = NO_REMOTE;
    change = null;
    dispensable = false;
  }
}
