package dev.weft.line;

import static java.util.Objects.requireNonNull;

import dev.weft.Carried;
import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.record.Bindings;
import dev.weft.record.TaskNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A line of the program's log as it was when it was logged. The thread that logs fills it and hands
 * it to a {@link LineLog}; from then on it is the output's thread's, and nobody changes it.
 */
public final class LogLine {
  private static final String TASK = "task";

  private final Level level;
  private final String logger;
  private final String message;
  private final Capture capture;
  private final List<Field> fields = new ArrayList<>();
  private long createdMicros;
  private String threadName = "";
  private @Nullable Throwable failure;
  private @Nullable String stack;
  private @Nullable StackTraceElement location;
  private @Nullable Carried carried;

  /** Something that is said beside the message. */
  record Field(String name, @Nullable Object value) {}

  /**
   * Starts with what every line has.
   *
   * @param logger the logger's name; {@code root} for the root logger
   * @param message as a person reads it
   * @param capture takes the values, and masks the secrets among them
   */
  public LogLine(Level level, String logger, String message, Capture capture) {
    this.level = requireNonNull(level, "level");
    this.logger = requireNonNull(logger, "logger");
    this.message = capture.text(message);
    this.capture = capture;
  }

  /** Sets when, in microseconds since 1970, and on which thread. */
  public LogLine made(long micros, String onThread) {
    createdMicros = micros;
    threadName = onThread;
    return this;
  }

  /** Sets the exception; null for none. */
  public LogLine failure(@Nullable Throwable thrown) {
    failure = thrown;
    return this;
  }

  /** Sets an exception of which only the text is left. */
  public LogLine stack(String text) {
    stack = capture.text(text);
    return this;
  }

  /** Sets which line of code logged; null when that is not known. */
  public LogLine location(@Nullable StackTraceElement place) {
    location = place;
    return this;
  }

  /** Adds a value, taken now; or the mask, where its name says that it is secret. */
  public LogLine field(String name, @Nullable Object value) {
    fields.add(new Field(name, capture.value(name, value)));
    return this;
  }

  /**
   * Adds what is known by the task: the fields of the request that it works for, its id, its own
   * fields. Called before other fields are added, since the first of a name stays.
   */
  public LogLine task(@Nullable TaskNode task) {
    if (task == null) {
      return this;
    }
    if (task.carried() instanceof Carried value) {
      carried = value;
      value.fields((name, shown) -> {
        if (shown != null) {
          field(name, shown);
        }
      });
    }
    fields.add(new Field(TASK, task.id()));
    Bindings bound = task.bindings();
    for (int i = 0; i < bound.size(); i++) {
      fields.add(new Field(bound.name(i), bound.value(i)));
    }
    return this;
  }

  /** How serious it is. */
  public Level level() {
    return level;
  }

  /** The logger's name. */
  public String logger() {
    return logger;
  }

  /** The message as a person reads it. */
  public String message() {
    return message;
  }

  /** When, in microseconds since 1970. */
  public long createdMicros() {
    return createdMicros;
  }

  /** Which thread logged. */
  public String threadName() {
    return threadName;
  }

  /** The exception; null for none, or where only its text is left. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** The text of an exception that is not there itself. */
  public @Nullable String stack() {
    return stack;
  }

  /** Which line of code logged; null when that was not looked for. */
  public @Nullable StackTraceElement location() {
    return location;
  }

  /** What the line's task works for, such as a request; null outside all such work. */
  public @Nullable Carried carried() {
    return carried;
  }

  /** Shows each field, in the order in which they were given; a name may come twice. */
  public void fields(BiConsumer<String, @Nullable Object> each) {
    fields.forEach(field -> each.accept(field.name, field.value));
  }

  /** A text with what is to be masked in texts masked. */
  public String masked(String text) {
    return capture.text(text);
  }

  /** Level, logger and message, for a person. */
  @Override
  public String toString() {
    return level.wireName() + ' ' + logger + ": " + message;
  }
}
