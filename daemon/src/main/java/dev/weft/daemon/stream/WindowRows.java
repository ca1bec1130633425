package dev.weft.daemon.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses at most so many rows a second: errors first, the rest evenly. Used by one thread at a
 * time.
 *
 * <p>The first quarter of a second's rows goes at once, and so does everything while the second
 * keeps within its share of the limit. Once it does not, rows are held, in order, until the second
 * ends and shows how many there are; of a flood only every second, fourth, eighth … row is held, so
 * that neither the flood nor its length takes memory. Since nothing is sent past a held row, the
 * last row sent is always a place from which a reader can go on.
 */
final class WindowRows {
  private static final int SLOTS = 10;

  private final int max;
  private final Gap thinned;
  private final List<Row> ready = new ArrayList<>();
  private final List<Row> urgent = new ArrayList<>();
  private final List<Row> held = new ArrayList<>();
  private long heldSeen;
  private int stride = 1;
  private int sent;

  WindowRows(int max, Gap thinned) {
    this.max = max;
    this.thinned = thinned;
  }

  void add(Row row, boolean first) {
    if (!holds() && sent + ready.size() < Math.max(1, max / 4)) {
      ready.add(row);
    } else if (first) {
      if (urgent.size() < max) {
        urgent.add(row);
      } else {
        thinned.add(row);
      }
    } else {
      hold(row);
    }
  }

  private void hold(Row row) {
    if (heldSeen++ % stride != 0) {
      thinned.add(row);
      return;
    }
    held.add(row);
    if (held.size() > 2 * max) {
      List<Row> all = List.copyOf(held);
      held.clear();
      for (int i = 0; i < all.size(); i++) {
        if (i % 2 == 0) {
          held.add(all.get(i));
        } else {
          thinned.add(all.get(i));
        }
      }
      stride *= 2;
    }
  }

  /** Whether something waits for the second's end. */
  boolean holds() {
    return !urgent.isEmpty() || !held.isEmpty() || stride > 1 || !thinned.isEmpty();
  }

  /**
   * What is to be sent now.
   *
   * @param slot which tenth of the second ends, from 0
   */
  List<Row> take(int slot) {
    int waiting = urgent.size() + held.size();
    if (stride == 1
        && thinned.isEmpty()
        && sent + ready.size() + waiting <= max * (slot + 1) / SLOTS) {
      release();
    }
    return send();
  }

  /** What is to be sent as the second ends; what is not goes into the gap. */
  List<Row> end() {
    int budget = max - sent - ready.size();
    List<Row> errors = evenly(urgent, budget);
    List<Row> others = evenly(held, budget - errors.size());
    urgent.clear();
    held.clear();
    urgent.addAll(errors);
    held.addAll(others);
    release();
    List<Row> rows = send();
    sent = 0;
    heldSeen = 0;
    stride = 1;
    return rows;
  }

  private List<Row> evenly(List<Row> rows, int count) {
    if (rows.size() <= count) {
      return List.copyOf(rows);
    }
    List<Row> some = new ArrayList<>();
    long all = rows.size();
    for (int i = 0; i < all; i++) {
      if ((i + 1L) * count / all > (long) i * count / all) {
        some.add(rows.get(i));
      } else {
        thinned.add(rows.get(i));
      }
    }
    return some;
  }

  private void release() {
    int before = ready.size();
    ready.addAll(urgent);
    ready.addAll(held);
    if (!urgent.isEmpty()) {
      ready.subList(before, ready.size()).sort(Comparator.comparingLong(Row::arrival));
    }
    urgent.clear();
    held.clear();
    heldSeen = 0;
  }

  private List<Row> send() {
    List<Row> rows = List.copyOf(ready);
    sent += rows.size();
    ready.clear();
    return rows;
  }
}
