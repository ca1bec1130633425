package dev.weft.event.display;

import dev.weft.event.collate.Interleaving;
import java.io.IOException;
import java.util.List;

/**
 * Where a node of type {@code more} or {@code run} says how to go on: the nodes of a task from one
 * on, in rows; or, with an end, one by one.
 *
 * @param to behind the last node; negative for all
 */
record Siblings(int task, int from, int to) {
  private static final int AT_ONCE = 200;

  static Siblings parse(String text, Skeleton tree) throws Refusal {
    int colon = text.lastIndexOf(':');
    int hyphen = text.indexOf('-', Math.max(0, colon));
    int task = colon < 0 ? Skeleton.NONE : tree.find(text.substring(0, colon));
    long from = number(text, colon + 1, hyphen < 0 ? text.length() : hyphen);
    long to = hyphen < 0 ? -1 : number(text, hyphen + 1, text.length());
    if (task == Skeleton.NONE || from < 0 || (hyphen >= 0 && to < from)) {
      throw Refusal.parameter(
          "children is what a node of this tree says, not \"" + text + "\"",
          List.of("the children of a node of type more", "the more of a node of type run"),
          null);
    }
    return new Siblings(task, (int) from, (int) to);
  }

  private static long number(String text, int from, int to) {
    long number = Interleaving.number(text.substring(from, to));
    return number > Integer.MAX_VALUE ? -1 : number;
  }

  /** Writes the nodes one by one, and where to go on. */
  void write(SkeletonWriter writer, Drawing drawing, Skeleton tree, int limit) throws IOException {
    Drawing.Opened opened = drawing.opened(task);
    List<Inside.Node> nodes = opened == null ? List.of() : opened.inside().nodes();
    int depth = tree.depth(task) + 1;
    int stop = Math.min(to, nodes.size());
    int last = Math.min(stop, from + Math.min(limit, AT_ONCE));
    for (int i = from; i < last; i++) {
      writer.node(task, depth, nodes.get(i), drawing);
    }
    if (last < stop) {
      writer.more(depth, stop - last, tree.id(task) + ':' + last + '-' + stop);
    }
  }
}
