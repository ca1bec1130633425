package dev.weft.event.display;

import dev.weft.event.collate.Interleaving;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Run;
import dev.weft.event.query.Masking;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one task, in order, without what is inside its children. Made for one answer, by
 * one thread.
 */
final class Inside implements Interleaving.Visitor {
  private final Skeleton tree;
  private final int task;
  private final List<Node> nodes = new ArrayList<>();
  private int[] children = {};
  private int firstRecord;
  // The name that was seen last, and its template: siblings are often called the same.
  private @Nullable String named;
  private @Nullable String template;

  private Inside(Skeleton tree, int task) {
    this.tree = tree;
    this.task = task;
  }

  /** One thing that happened. */
  sealed interface Node {
    /** A record of the task other than its begin and end. */
    record Said(int entry, boolean late) implements Node {}

    /** A task begun in this one. */
    record Child(int task) implements Node {}

    /** Records that were not received. */
    record Gap(long from, long to) implements Node {}

    /** Children of which nothing was received. */
    record Unseen(long from, long to, boolean handedOver) implements Node {}
  }

  /**
   * Nodes that stand in one line: one, or the children of a run.
   *
   * @param from the first node's place among the task's
   * @param to behind the last one
   */
  record Row(int from, int to) {
    int size() {
      return to - from;
    }
  }

  static Inside of(Skeleton tree, int task, Handovers handovers) throws IOException {
    Inside inside = new Inside(tree, task);
    inside.put(handovers);
    return inside;
  }

  private void put(Handovers handovers) throws IOException {
    int from = Math.max(0, tree.first(task));
    int to = Math.max(0, tree.last(task));
    boolean begun = from < to && tree.entry(from).cursor().id().number() == 0;
    firstRecord = begun ? from + 1 : from;
    long[] numbers = new long[to - firstRecord];
    long[] times = new long[to - firstRecord];
    for (int i = 0; i < numbers.length; i++) {
      TreeEntry entry = tree.entry(firstRecord + i);
      numbers[i] = entry.cursor().id().number();
      times[i] = entry.cursor().micros();
    }
    Interleaving order = Interleaving.of(numbers, times);
    int end = tree.end(task);
    if (end != Skeleton.NONE) {
      order.ended(
          tree.entry(end).cursor().id().number(),
          tree.records(task),
          tree.begunChildren(task),
          handedOver(handovers));
    }
    putChildren(order);
    order.visit(this);
  }

  private NavigableSet<Long> handedOver(Handovers handovers) throws IOException {
    return tree.begunChildren(task) > tree.children(task)
        ? handovers.of(tree.entry(tree.end(task)))
        : new TreeSet<>();
  }

  private void putChildren(Interleaving order) {
    children = new int[tree.children(task)];
    long[] numbers = new long[children.length];
    long[] times = new long[children.length];
    long[] spawnedAt = new long[children.length];
    boolean[] sameClock = new boolean[children.length];
    int child = task + 1;
    for (int i = 0; i < children.length; i++) {
      children[i] = child;
      numbers[i] = tree.number(child);
      times[i] = tree.start(child);
      spawnedAt[i] = Interleaving.UNKNOWN;
      sameClock[i] = !tree.hop(child);
      child = tree.behind(child);
    }
    order.children(numbers, times, spawnedAt, sameClock);
  }

  @Override
  public void record(int index) {
    int entry = firstRecord + index;
    int end = tree.end(task);
    if (entry != end) {
      nodes.add(new Node.Said(entry, end != Skeleton.NONE && entry > end));
    }
  }

  @Override
  public void gap(long from, long to) {
    nodes.add(new Node.Gap(from, to));
  }

  @Override
  public void unseen(long from, long to, boolean handedOver) {
    nodes.add(new Node.Unseen(from, to, handedOver));
  }

  @Override
  public void child(int index, Item.Placement placement) {
    nodes.add(new Node.Child(children[index]));
  }

  /** All of it. */
  List<Node> nodes() {
    return nodes;
  }

  /**
   * The nodes from {@code from} on in rows: children that follow each other and have one name are
   * one row, where there are enough of them.
   *
   * @param alone which tasks stand in a row of their own, because they are to be open
   */
  List<Row> rows(int from, IntPredicate alone) {
    List<Row> rows = new ArrayList<>();
    int at = from;
    String name = at < nodes.size() ? template(nodes.get(at), alone) : null;
    while (at < nodes.size()) {
      int to = at + 1;
      String next = to < nodes.size() ? template(nodes.get(to), alone) : null;
      while (name != null && name.equals(next)) {
        to++;
        next = to < nodes.size() ? template(nodes.get(to), alone) : null;
      }
      if (to - at >= Run.WORTH_FOLDING) {
        rows.add(new Row(at, to));
      } else {
        for (int one = at; one < to; one++) {
          rows.add(new Row(one, one + 1));
        }
      }
      at = to;
      name = next;
    }
    return rows;
  }

  /** By which alike children are known; null for what stands alone. */
  private @Nullable String template(Node node, IntPredicate alone) {
    String name =
        node instanceof Node.Child child && !alone.test(child.task())
            ? tree.name(child.task())
            : null;
    if (name == null || name.equals(named)) {
      return name == null ? null : template;
    }
    named = name;
    template = Masking.mask(RawValues.beginning(name, RawValues.LONGEST_TEXT));
    return template;
  }
}
