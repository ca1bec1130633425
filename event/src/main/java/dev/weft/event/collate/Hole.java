package dev.weft.event.collate;

/**
 * Changes of an object that never came.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param first the first one missing
 * @param last the last one missing
 */
public record Hole(long first, long last) {
  /** Rejects an empty hole and a negative number. */
  public Hole {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("no hole: from " + first + " to " + last);
    }
  }

  /** How many changes are missing. */
  public long size() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + "-" + last;
  }
}
