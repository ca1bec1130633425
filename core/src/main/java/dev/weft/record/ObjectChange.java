package dev.weft.record;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Event.ObjectKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of a live object, beside the new values, which are the record's fields.
 *
 * <p>Immutable, usable from any thread; one a change, so it holds no copy of anything.
 *
 * @param object which
 * @param kind what it says of the object's life
 * @param sequence the number among the object's changes; of a snapshot that of the last change
 * @param removed the names that are gone; a list that nobody changes
 * @param writes how many writes it stands for
 * @param elapsedNanos how long the object lived, with its end; else {@link #GOING_ON}
 * @param ending why it ended, as {@code WireKey.WEFT_END} has it; null for a plain close, and for
 *     one that goes on
 * @param late whether the object had ended before
 */
public record ObjectChange(
    ObjectIdentity object,
    ObjectKind kind,
    long sequence,
    List<String> removed,
    long writes,
    long elapsedNanos,
    @Nullable String ending,
    boolean late) {
  /** Stands for the life of an object that has not ended. */
  public static final long GOING_ON = -1;

  /** Checks that all is there. */
  public ObjectChange {
    requireNonNull(object, "object");
    requireNonNull(kind, "kind");
    requireNonNull(removed, "removed");
  }
}
