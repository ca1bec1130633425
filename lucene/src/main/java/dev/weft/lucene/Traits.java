package dev.weft.lucene;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.store.TreeEntry;
import org.jspecify.annotations.Nullable;

/**
 * The few things of an event that have few values, packed into one number, which the index keeps in
 * about a byte.
 *
 * <p>Functions only, usable from any thread.
 */
final class Traits {
  private static final Level[] LEVELS = Level.values();
  private static final TreeEntry.Kind[] KINDS = TreeEntry.Kind.values();
  private static final Event.Outcome[] OUTCOMES = Event.Outcome.values();

  private Traits() {}

  /**
   * Packs them.
   *
   * @param said whether the record itself has a level
   */
  static long pack(
      Level level,
      boolean said,
      TreeEntry.Kind kind,
      Event.@Nullable Outcome outcome,
      boolean endsObject) {
    long packed = level.ordinal();
    packed |= said ? 8 : 0;
    packed |= (long) kind.ordinal() << 4;
    packed |= (outcome == null ? 0L : outcome.ordinal() + 1L) << 6;
    return packed | (endsObject ? 1L << 9 : 0);
  }

  static Level level(long packed) {
    return LEVELS[(int) (packed & 7)];
  }

  static boolean saysLevel(long packed) {
    return (packed & 8) != 0;
  }

  static TreeEntry.Kind kind(long packed) {
    return KINDS[(int) (packed >> 4 & 3)];
  }

  static Event.@Nullable Outcome outcome(long packed) {
    int ordinal = (int) (packed >> 6 & 7) - 1;
    return ordinal < 0 ? null : OUTCOMES[ordinal];
  }

  static boolean endsObject(long packed) {
    return (packed & 1L << 9) != 0;
  }
}
