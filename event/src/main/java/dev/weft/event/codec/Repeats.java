package dev.weft.event.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a text repeats what stands before it, noted by who writes it: a compressor need not search.
 *
 * <p>Each repeat says that {@link #length} bytes at {@link #at} are those at {@link #from}, which
 * is before; they follow each other in the text and never overlap. Written by one thread; once
 * handed over with its text it is not changed any more.
 */
public final class Repeats {
  /** What is further away is not noted: the usual compressed forms cannot name it. */
  public static final int FURTHEST = 65_535;

  // Naming a shorter one takes about as much room and time as writing it.
  private static final int SHORTEST = 16;
  private static final int INTS = 3;

  private int[] places = new int[INTS * 64];
  private int count;
  private long text;

  /** No repeats yet. */
  public Repeats() {}

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Where repeat {@code index} begins. */
  public int at(int index) {
    return places[index * INTS];
  }

  /** How many bytes are repeated. */
  public int length(int index) {
    return places[index * INTS + 1];
  }

  /** Where those bytes stood before. */
  public int from(int index) {
    return places[index * INTS + 2];
  }

  /** Notes that the fragment is written to {@code at}. */
  void note(Fragment fragment, int at) {
    int length = fragment.json.length;
    if (length < SHORTEST) {
      return;
    }
    int from = fragment.lastText == text ? fragment.lastAt : -1;
    fragment.lastText = text;
    fragment.lastAt = at;
    if (from >= 0 && at - from <= FURTHEST) {
      add(at, length, from);
    }
  }

  private void add(int at, int length, int from) {
    if (count * INTS == places.length) {
      places = Arrays.copyOf(places, places.length * 2);
    }
    places[count * INTS] = at;
    places[count * INTS + 1] = length;
    places[count * INTS + 2] = from;
    count++;
  }

  /** Forgets what was noted behind that place, and where fragments stood. */
  void cutTo(int length) {
    text++;
    while (count > 0 && at(count - 1) + length(count - 1) > length) {
      count--;
    }
  }

  /**
   * The repeats of a text that is complete; another one begins.
   *
   * @param spent some that nobody uses any more, which become what is returned
   */
  public Repeats take(@Nullable Repeats spent) {
    Repeats complete = spent == null ? new Repeats() : spent;
    int[] next = spent == null ? new int[Math.max(places.length, INTS * 64)] : spent.places;
    complete.places = places;
    complete.count = count;
    places = next;
    count = 0;
    text++;
    return complete;
  }
}
