package dev.weft.event.collate;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of an object's changes are missing, lowest first. It keeps no more than some ranges: of too
 * many the lowest two become one, which only a snapshot closes then. Used by one thread.
 */
final class Holes {
  static final int MOST = 64;

  private final List<Hole> holes = new ArrayList<>(0);

  boolean isEmpty() {
    return holes.isEmpty();
  }

  /** Whether all that is missing is what was before the first change seen. */
  boolean onlyTheBeginning() {
    return holes.size() == 1 && holes.get(0).first() == 0;
  }

  List<Hole> list() {
    return List.copyOf(holes);
  }

  /** Adds a hole above all others. */
  void open(Hole hole) {
    holes.add(hole);
    keepFew();
  }

  private void keepFew() {
    if (holes.size() > MOST) {
      Hole second = holes.remove(1);
      holes.set(0, new Hole(holes.get(0).first(), second.last()));
    }
  }

  /** Takes a number out; false when it was not missing. */
  boolean fill(long number) {
    for (int i = holes.size() - 1; i >= 0; i--) {
      Hole hole = holes.get(i);
      if (number > hole.last()) {
        return false;
      }
      if (number >= hole.first()) {
        holes.remove(i);
        if (number < hole.last()) {
          holes.add(i, new Hole(number + 1, hole.last()));
        }
        if (number > hole.first()) {
          holes.add(i, new Hole(hole.first(), number - 1));
        }
        keepFew();
        return true;
      }
    }
    return false;
  }

  /** Closes all that is missing up to that number; false when nothing was. */
  boolean closeUpTo(long number) {
    boolean closed = false;
    while (!holes.isEmpty() && holes.get(0).first() <= number) {
      Hole lowest = holes.remove(0);
      closed = true;
      if (lowest.last() > number) {
        holes.add(0, new Hole(number + 1, lowest.last()));
        break;
      }
    }
    return closed;
  }
}
