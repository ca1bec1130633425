package dev.weft.lucene;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.store.TreeEntry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The few things of an event that have few values, packed into one number, which the index keeps in
 * about a byte.
 *
 * <p>Functions only, usable from any thread.
 */
final class Traits {
  // By their places in these, which must therefore stay: a new one may only come last.
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
    long packed = place(LEVELS, level);
    packed |= said ? 8 : 0;
    packed |= (long) place(KINDS, kind) << 4;
    packed |= (outcome == null ? 0L : place(OUTCOMES, outcome) + 1L) << 6;
    return packed | (endsObject ? 1L << 9 : 0);
  }

  private static <E extends Enum<E>> int place(E[] all, E one) {
    return Arrays.binarySearch(all, one);
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
    int place = (int) (packed >> 6 & 7) - 1;
    return place < 0 ? null : OUTCOMES[place];
  }

  static boolean endsObject(long packed) {
    return (packed & 1L << 9) != 0;
  }
}
