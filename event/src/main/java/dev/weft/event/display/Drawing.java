package dev.weft.event.display;

import dev.weft.event.Level;
import dev.weft.event.collate.Status;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks of a tree are open, and which of their rows are shown, so that the whole stays within
 * a limit: first the way to an event, then task after task from the top, as long as there is room.
 * Made for one answer, by one thread.
 */
final class Drawing {
  private static final int MOST_SIBLINGS = 200;

  private final Skeleton tree;
  private final Handovers handovers;
  private final int limit;
  private final int mostSiblings;
  private final IntPredicate wanted;
  private final BitSet way = new BitSet();
  private final Map<Integer, Opened> opened = new HashMap<>();
  private int used = 1;

  private Drawing(Skeleton tree, Handovers handovers, Expand expand, int limit) {
    this.tree = tree;
    this.handovers = handovers;
    this.limit = limit;
    this.mostSiblings = expand == Expand.ALL ? limit : Math.min(limit, MOST_SIBLINGS);
    IntPredicate asked =
        switch (expand) {
          case NONE -> task -> false;
          case ERRORS -> this::holdsError;
          case ALL -> task -> true;
        };
    this.wanted = asked.or(this::isOnlyEntry);
  }

  /** Which tasks are open besides the first. */
  enum Expand {
    NONE,
    ERRORS,
    ALL
  }

  /**
   * A task that is open.
   *
   * @param shown those of its rows that are shown
   * @param before how many nodes stand before them
   * @param behind how many nodes stand behind them
   */
  record Opened(Inside inside, List<Inside.Row> shown, int before, int behind) {}

  /**
   * Finds what is open.
   *
   * @param from the task that is open always
   * @param fromNode its node to begin with; others are not shown
   * @param at the entry to show the way to; NONE for none
   */
  static Drawing of(
      Skeleton tree, Handovers handovers, Expand expand, int limit, int from, int fromNode, int at)
      throws IOException {
    Drawing drawing = new Drawing(tree, handovers, expand, limit);
    drawing.openAll(from, fromNode, at);
    return drawing;
  }

  /** Whether it is all that is here of what another system began. */
  private boolean isOnlyEntry(int task) {
    int around = tree.parent(task);
    return around != Skeleton.NONE
        && tree.status(around) == Status.FOREIGN
        && tree.children(around) == 1;
  }

  private boolean holdsError(int task) {
    return tree.failures(task) > 0 || tree.worst(task).atLeast(Level.ERROR);
  }

  private void openAll(int from, int fromNode, int at) throws IOException {
    int target =
        at == Skeleton.NONE ? Skeleton.NONE : tree.find(tree.entry(at).cursor().id().place());
    for (int task = target; task != Skeleton.NONE; task = tree.parent(task)) {
      way.set(task);
    }
    Deque<Integer> next = new ArrayDeque<>();
    next.add(from);
    way.stream().filter(task -> task != from).forEach(next::add);
    while (!next.isEmpty()) {
      int task = next.remove();
      if (!opened.containsKey(task)) {
        open(task, task == from ? fromNode : 0, task == from || way.get(task), at, next);
      }
    }
  }

  private void open(int task, int fromNode, boolean always, int at, Deque<Integer> next)
      throws IOException {
    if (!always && used >= limit) {
      return;
    }
    Inside inside = Inside.of(tree, task, handovers);
    List<Inside.Row> rows = inside.rows(fromNode, child -> way.get(child) || wanted.test(child));
    int middle = way.get(task) ? target(inside, rows, at) : 0;
    int room = Math.min(mostSiblings, always ? Math.max(limit - used, MOST_SIBLINGS / 4) : limit);
    int first = middle < room ? 0 : Math.min(middle - room / 2, rows.size() - room);
    int last = Math.min(rows.size(), first + room);
    if (!always && used + last - first > limit) {
      return;
    }
    List<Inside.Row> shown = rows.subList(first, last);
    used += shown.size();
    int before = shown.isEmpty() ? 0 : shown.get(0).from() - fromNode;
    int behind = shown.isEmpty() ? 0 : inside.nodes().size() - shown.get(shown.size() - 1).to();
    opened.put(task, new Opened(inside, shown, before, behind));
    for (Inside.Row row : shown) {
      if (row.size() == 1
          && inside.nodes().get(row.from()) instanceof Inside.Node.Child child
          && wanted.test(child.task())) {
        next.add(child.task());
      }
    }
  }

  /** The row that holds the event or the way to it; 0 where none does. */
  private int target(Inside inside, List<Inside.Row> rows, int at) {
    for (int i = 0; i < rows.size(); i++) {
      Inside.Node node = inside.nodes().get(rows.get(i).from());
      if ((node instanceof Inside.Node.Child child && way.get(child.task()))
          || (node instanceof Inside.Node.Said said && said.entry() == at)) {
        return i;
      }
    }
    return 0;
  }

  /** How a task is open; null when it is closed. */
  @Nullable Opened opened(int task) {
    return opened.get(task);
  }

  /** The number of an entry in the tree; NONE when it is not there. */
  static int entry(Skeleton tree, String place, long number) {
    int task = tree.find(place);
    for (int i = task == Skeleton.NONE ? 0 : tree.first(task);
        task != Skeleton.NONE && i >= 0 && i < tree.last(task);
        i++) {
      TreeEntry entry = tree.entry(i);
      if (entry.cursor().id().number() == number) {
        return i;
      }
    }
    return Skeleton.NONE;
  }
}
