package dev.weft.object;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a live object: each call is one message, which is a log record of the logger with
 * the object's name, and a change of the object where fields are given.
 *
 * <p>In a text {@code {name}} stands for the object's value of that name, those given with the
 * message included; see {@link Update#message}.
 *
 * <p>Immutable, usable from any thread.
 */
public final class ObjectLog {
  private final LiveObject object;
  private final @Nullable ObjectLog before;
  private final @Nullable String name;
  private final @Nullable Object value;
  private final @Nullable Throwable thrown;

  ObjectLog(LiveObject object) {
    this(object, null, null, null, null);
  }

  private ObjectLog(
      LiveObject object,
      @Nullable ObjectLog before,
      @Nullable String name,
      @Nullable Object value,
      @Nullable Throwable thrown) {
    this.object = object;
    this.before = before;
    this.name = name;
    this.value = value;
    this.thrown = thrown;
  }

  /**
   * The same with a field, which the object has from the message on; its value is taken then.
   *
   * @throws IllegalArgumentException when the name is one of {@code context log update _}
   */
  public ObjectLog with(String field, @Nullable Object itsValue) {
    return new ObjectLog(object, this, FieldRules.name(field), itsValue, thrown);
  }

  /** The same with an exception. */
  public ObjectLog thrown(Throwable exception) {
    requireNonNull(exception, "exception");
    return new ObjectLog(object, before, name, value, exception);
  }

  /** Says it at {@link Level#TRACE}. */
  public void trace(String text, @Nullable Object... values) {
    log(Level.TRACE, text, values);
  }

  /** Says it at {@link Level#DEBUG}. */
  public void debug(String text, @Nullable Object... values) {
    log(Level.DEBUG, text, values);
  }

  /** Says it at {@link Level#INFO}. */
  public void info(String text, @Nullable Object... values) {
    log(Level.INFO, text, values);
  }

  /** Says it at {@link Level#WARN}. */
  public void warn(String text, @Nullable Object... values) {
    log(Level.WARN, text, values);
  }

  /** Says it at {@link Level#ERROR}. */
  public void error(String text, @Nullable Object... values) {
    log(Level.ERROR, text, values);
  }

  /** Says it at {@link Level#FATAL}. */
  public void fatal(String text, @Nullable Object... values) {
    log(Level.FATAL, text, values);
  }

  /**
   * Says it.
   *
   * @param values for Python's {@code %s}, {@code %d} … in the text; never throws, whatever fits or
   *     not
   */
  public void log(Level level, String text, @Nullable Object... values) {
    Update update = new Update(object.rules(), false);
    addTo(update);
    object.apply(update.message(level, text, values).thrown(thrown));
  }

  private void addTo(Update update) {
    if (before != null) {
      before.addTo(update);
    }
    if (name != null) {
      update.set(name, value);
    }
  }
}
