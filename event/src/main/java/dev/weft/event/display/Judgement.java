package dev.weft.event.display;

import dev.weft.event.ScopeId;
import dev.weft.event.collate.Status;
import dev.weft.event.store.TreeEntries;
import java.util.HashSet;
import java.util.Set;

/**
 * How tasks stand, by the rules of {@code event.collate}: the end with the highest number counts; a
 * task without one runs, or is over where its program marks no ends and the task around it went on;
 * a task of which nothing was received is unseen, or foreign where all right below it are named as
 * spans are. Its store has concluded the ends of programs that mark none.
 *
 * <p>Used by one thread, once it is known which ends there are.
 */
final class Judgement {
  private final Skeleton tree;
  private final TreeEntries entries;
  private final Set<String> unmarked;

  Judgement(Skeleton tree, TreeEntries entries) {
    this.tree = tree;
    this.entries = entries;
    this.unmarked = unmarked();
  }

  /** The processes all of whose ends had to be concluded: their programs mark none. */
  private Set<String> unmarked() {
    Set<String> found = new HashSet<>();
    Set<String> marked = new HashSet<>();
    for (int task = 0; task < tree.size(); task++) {
      int end = tree.end(task);
      String process = end == Skeleton.NONE ? null : entries.process(end);
      if (process != null) {
        (isConcluded(end) ? found : marked).add(process);
      }
    }
    found.removeAll(marked);
    return found;
  }

  /** Whether an end was concluded, not received. */
  boolean isConcluded(int end) {
    return entries.records(end) < 0 && entries.children(end) < 0;
  }

  /** How a task stands, once it is known of the one around it. */
  Status of(int task) {
    if (tree.end(task) != Skeleton.NONE) {
      var outcome = entries.outcome(tree.end(task));
      return outcome == null ? Status.UNSET : Status.of(outcome);
    }
    if (tree.first(task) == Skeleton.NONE) {
      return isForeign(task) ? Status.FOREIGN : Status.UNSEEN;
    }
    String process = tree.process(task);
    return process != null && unmarked.contains(process) && wentOn(task, process)
        ? Status.OVER
        : Status.OPEN;
  }

  private boolean isForeign(int unseen) {
    for (int child = unseen + 1; child < tree.behind(unseen); child = tree.behind(child)) {
      if (!ScopeId.isSpan(tree.segment(child))) {
        return false;
      }
    }
    return tree.children(unseen) > 0;
  }

  /** Whether the task around it, in the same process, ended or spoke again. */
  private boolean wentOn(int task, String process) {
    int around = tree.parent(task);
    return around != Skeleton.NONE
        && process.equals(tree.process(around))
        && (tree.end(around) != Skeleton.NONE
            || tree.status(around) == Status.OVER
            || entries.micros(tree.last(around) - 1) > entries.micros(tree.last(task) - 1));
  }
}
