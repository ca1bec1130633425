package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import org.jspecify.annotations.Nullable;

/**
 * As much of one event as the skeleton of its tree needs, so that a tree of a million events is
 * drawn without reading their texts.
 *
 * @param cursor its place in the order, and its identity; it has a task
 * @param kind what it is
 * @param level how serious it is
 * @param name of a begin its message, of all else null
 * @param outcome of an end how the task ended, of all else null
 * @param children of an end how many child tasks the task says that it began; else, and of an end
 *     that was concluded, -1
 * @param records of an end how many records the task says that it made, itself included; else, and
 *     of an end that was concluded, -1
 * @param host where, or null
 * @param process identity of the process that wrote it, such as {@code web-1/4711}, or null
 * @param service what that process calls itself, such as {@code shop}, or null
 * @param objectId of an object's change whose, else null
 */
public record TreeEntry(
    Cursor cursor,
    Kind kind,
    Level level,
    @Nullable String name,
    Event.@Nullable Outcome outcome,
    long children,
    long records,
    @Nullable String host,
    @Nullable String process,
    @Nullable String service,
    @Nullable String objectId) {
  /** What an event is to its tree. */
  public enum Kind {
    BEGIN,
    END,
    SAID,
    CHANGED
  }

  private static final FieldPath OUTCOME = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_OUTCOME);
  private static final FieldPath COUNT = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_COUNT);
  private static final FieldPath CHILDREN =
      FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_CHILDREN);

  /** Checks that all are there. */
  public TreeEntry {
    requireNonNull(cursor, "cursor");
    requireNonNull(kind, "kind");
    requireNonNull(level, "level");
  }

  /**
   * The entry of an event in a task.
   *
   * @param record a view of the event
   */
  public static TreeEntry of(Cursor cursor, RawEvent record) {
    Kind kind = Sketch.kind(record, cursor.id().number());
    boolean end = kind == Kind.END;
    return new TreeEntry(
        cursor,
        kind,
        Sketch.level(record),
        kind == Kind.BEGIN ? EventDecoder.decode(record).message() : null,
        end ? outcome(record.text(OUTCOME)) : null,
        end ? whole(record.number(CHILDREN)) : -1,
        end ? whole(record.number(COUNT)) : -1,
        Sketch.host(record),
        Sketch.process(record),
        Sketch.service(record),
        kind == Kind.CHANGED ? Sketch.objectId(record) : null);
  }

  private static Event.Outcome outcome(@Nullable String said) {
    for (Event.Outcome outcome : Event.Outcome.values()) {
      if (outcome.name().equalsIgnoreCase(said)) {
        return outcome;
      }
    }
    return Event.Outcome.UNSET;
  }

  private static long whole(double number) {
    return number >= 0 ? (long) number : -1;
  }

  /** The same event as an end that was concluded: older Python clients mark none. */
  public TreeEntry concluded(Event.Outcome how) {
    return new TreeEntry(
        cursor,
        Kind.END,
        level,
        null,
        requireNonNull(how, "how"),
        -1,
        -1,
        host,
        process,
        service,
        objectId);
  }
}
