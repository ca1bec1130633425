package dev.weft.lucene;

import dev.weft.event.store.Cursor;
import dev.weft.event.store.Search.Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the candidates of all slices in one of the two orders. A slice is opened when the walk
 * comes to its time.
 *
 * <p>Used by one thread.
 */
final class OrderedWalk {
  private final View view;
  private final Questions questions;
  private final Bounds bounds;
  private final Order order;
  private final @Nullable Cursor after;
  private final List<Slice> closed;
  private final WalkHeap walks = new WalkHeap();
  private @Nullable LeafWalk current;

  OrderedWalk(View view, Questions questions, Bounds bounds, Order order, @Nullable Cursor after) {
    this.view = view;
    this.questions = questions;
    this.bounds = bounds;
    this.order = order;
    this.after = after;
    this.closed =
        new ArrayList<>(bounds.empty() ? List.of() : view.slices(bounds.from(), bounds.to()));
    // The next one to open last.
    closed.sort(
        order == Order.NEWEST_FIRST
            ? Comparator.comparingLong(OrderedWalk::newest)
            : Comparator.comparingLong(OrderedWalk::oldest).reversed());
  }

  private static long newest(Slice slice) {
    Cursor newest = slice.facts().newest();
    return newest == null ? Long.MIN_VALUE : newest.micros();
  }

  private static long oldest(Slice slice) {
    Cursor oldest = slice.facts().oldest();
    return oldest == null ? Long.MAX_VALUE : oldest.micros();
  }

  /** The next candidate; null when there is none. Good until the next call. */
  @Nullable LeafWalk next() throws IOException {
    LeafWalk last = current;
    if (last != null && last.next()) {
      walks.add(last);
    }
    openWhatIsDue();
    current = walks.poll();
    return current;
  }

  private void openWhatIsDue() throws IOException {
    while (!closed.isEmpty()) {
      Slice next = closed.get(closed.size() - 1);
      LeafWalk head = walks.peek();
      boolean due =
          head == null
              || (order == Order.NEWEST_FIRST
                  ? newest(next) >= head.micros()
                  : oldest(next) <= head.micros());
      if (!due) {
        return;
      }
      closed.remove(closed.size() - 1);
      open(next);
    }
  }

  private void open(Slice slice) throws IOException {
    Questions.Asked asked = questions.of(slice);
    for (LeafReaderContext leaf : view.leaves(slice)) {
      LeafWalk walk =
          new LeafWalk(slice, leaf, asked.weight(), asked.exact(), bounds, order, after);
      if (walk.next()) {
        walks.add(walk);
      }
    }
  }
}
