package dev.weft.event.collate;

import dev.weft.event.Event;
import dev.weft.event.ScopeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the immutable tree of a draft and all below it. Used by one thread. */
final class TaskBuilder {
  private static final Comparator<Draft> BY_NUMBER =
      Comparator.comparing(Draft::id).thenComparing(draft -> String.valueOf(draft.source()));

  private final Map<ScopeId, NavigableSet<Long>> lostNumbers;

  TaskBuilder(Map<ScopeId, NavigableSet<Long>> lostNumbers) {
    this.lostNumbers = lostNumbers;
  }

  Task build(Draft root) {
    return build(root, null, null);
  }

  // As deep as tasks nest, which the gatherer limits.
  private Task build(Draft draft, @Nullable Draft parent, @Nullable Ending parentEnding) {
    Ending ending = Ending.of(draft, parent, parentEnding);
    draft.children().sort(BY_NUMBER);
    List<Placing> children = new ArrayList<>();
    for (Draft child : draft.children()) {
      children.add(new Placing(child, build(child, draft, ending)));
    }
    NavigableSet<Long> lost = lostNumbers.getOrDefault(draft.id(), new TreeSet<>());
    List<Item> items = new Merge(draft, ending, lost).items(children);
    Event begin = draft.begin();
    return new Task(
        draft.id(),
        draft.source(),
        begin,
        ending.end(),
        ending.status(),
        ending.inferred(),
        items,
        begin instanceof Event.ScopeStarted started ? started.link() : null,
        draft.isRepeated(),
        totals(draft, ending, items));
  }

  private static Task.Totals totals(Draft draft, Ending ending, List<Item> items) {
    long events = draft.records().values().stream().mapToLong(List::size).sum();
    long tasks = 1;
    long failures = ending.status().isFailure() ? 1 : 0;
    long holes = draft.begin() == null && ending.status() != Status.FOREIGN ? 1 : 0;
    Instant first = draft.firstTime();
    for (Item item : items) {
      if (item instanceof Item.Child child) {
        Task.Totals below = child.task().totals();
        events += below.events();
        tasks += below.tasks();
        failures += below.failures();
        holes = sum(holes, below.holes());
      } else if (item instanceof Item.Gap gap) {
        holes = sum(holes, gap.size());
      } else if (item instanceof Item.Unseen unseen && !unseen.handedOver()) {
        holes = sum(holes, unseen.size());
      }
    }
    return new Task.Totals(events, tasks, holes, failures, first);
  }

  /** A hostile end may claim any count. */
  private static long sum(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
