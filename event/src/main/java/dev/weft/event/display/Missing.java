package dev.weft.event.display;

import dev.weft.event.collate.Status;
import dev.weft.event.store.TreeEntries;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts what is known to be missing of tasks: records by their numbers and by what ends say, and
 * children that ends tell of and that were not handed to other processes. Used by one thread.
 */
final class Missing {
  private final Skeleton tree;
  private final TreeEntries entries;
  private final Handovers handovers;

  Missing(Skeleton tree, TreeEntries entries, Handovers handovers) {
    this.tree = tree;
    this.entries = entries;
    this.handovers = handovers;
  }

  /** How many records and children of a task itself, once it is known how all stand. */
  long of(int task) throws IOException {
    int first = tree.first(task);
    if (first == Skeleton.NONE) {
      return tree.status(task) == Status.FOREIGN ? 0 : 1;
    }
    boolean begun = entries.number(first) == 0;
    long lastNumber = entries.number(tree.last(task) - 1);
    long known = Math.max(tree.records(task), lastNumber + 1);
    int received = tree.last(task) - first;
    long records = (begun ? 0 : 1) + known - 1 - (received - (begun ? 1 : 0));
    return tree.begunChildren(task) > 0 ? added(records, children(task)) : records;
  }

  /** A hostile end may claim any count. */
  static long added(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** How many children the end tells of, kept here, of which nothing came. */
  private long children(int task) throws IOException {
    long begun = tree.begunChildren(task);
    long unseen = begun - numbered(task, begun);
    if (unseen <= 0) {
      return 0;
    }
    Set<Long> received = new HashSet<>();
    for (int child = task + 1; child < tree.behind(task); child = tree.behind(child)) {
      received.add(tree.number(child));
    }
    for (long handedOver : handovers.of(entries.get(tree.end(task)))) {
      if (handedOver >= 1 && handedOver <= begun && !received.contains(handedOver)) {
        unseen--;
      }
    }
    return unseen;
  }

  private long numbered(int task, long most) {
    long numbered = 0;
    for (int child = task + 1; child < tree.behind(task); child = tree.behind(child)) {
      long number = tree.number(child);
      numbered += number >= 1 && number <= most ? 1 : 0;
    }
    return numbered;
  }
}
