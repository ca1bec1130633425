package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Event;
import dev.weft.event.Level;
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
 * @param children of an end how many child tasks the task says that it began; else -1
 * @param records of an end how many records the task says that it made, itself included; else -1
 * @param host where, or null
 * @param process identity of the process that wrote it, such as {@code web-1/4711}, or null
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
    @Nullable String objectId) {
  /** What an event is to its tree. */
  public enum Kind {
    BEGIN,
    END,
    SAID,
    CHANGED
  }

  /** Checks that all are there. */
  public TreeEntry {
    requireNonNull(cursor, "cursor");
    requireNonNull(kind, "kind");
    requireNonNull(level, "level");
  }
}
