package dev.weft.event.collate;

import dev.weft.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a task's end says of its records and children. */
final class Children {
  private Children() {}

  /** How many records the task made; 0 when that is not known. */
  static long count(@Nullable Event end) {
    return end instanceof Event.ScopeEnded ended ? ended.count().orElse(0) : 0;
  }

  /** How many children the task began; 0 when that is not known. */
  static long begun(@Nullable Event end) {
    return end instanceof Event.ScopeEnded ended ? ended.children().orElse(0) : 0;
  }

  /** The numbers of the children that were handed to other processes. */
  static NavigableSet<Long> remote(@Nullable Event end) {
    return end instanceof Event.ScopeEnded ended ? new TreeSet<>(ended.remote()) : new TreeSet<>();
  }

  /**
   * The children that the end tells of and that were not received.
   *
   * @param begun how many it tells of
   * @param remote those that were handed over
   * @param received the numbers of those that were, rising
   */
  static List<Item.Unseen> unseen(long begun, NavigableSet<Long> remote, long[] received) {
    long highest = Math.max(begun, remote.isEmpty() ? 0 : remote.last());
    List<Item.Unseen> unseen = new ArrayList<>();
    long from = 1;
    for (long number : received) {
      addRange(from, Math.min(number - 1, highest), remote, unseen);
      from = number + 1;
    }
    addRange(from, highest, remote, unseen);
    return unseen;
  }

  /** Adds {@code from} to {@code to}, divided where being handed over begins or ceases. */
  private static void addRange(
      long from, long to, NavigableSet<Long> remote, List<Item.Unseen> unseen) {
    long start = from;
    while (start >= from && start <= to) { // a count of Long.MAX_VALUE overflows at its end
      boolean handedOver = remote.contains(start);
      long end = start;
      if (handedOver) {
        while (end < to && remote.contains(end + 1)) {
          end++;
        }
      } else {
        Long nextRemote = remote.higher(start);
        end = nextRemote == null ? to : Math.min(to, nextRemote - 1);
      }
      unseen.add(new Item.Unseen(start, end, handedOver));
      start = end + 1;
    }
  }
}
