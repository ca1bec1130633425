package dev.weft.event.collate;

import dev.weft.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Puts a task's records, children and holes in one order. Used once, by one thread.
 *
 * <h2>What is certain</h2>
 *
 * Records are in the order of their numbers, numbered children in the order of theirs; no clock
 * changes either. Between the two the wire gives an order only where a child's begin says how many
 * records its parent had made.
 *
 * <h2>What is not</h2>
 *
 * Any other child stands before the first record whose time is later than its own; on a tie the
 * record comes first. It is then moved, if need be, to lie between the siblings whose place is
 * certain and behind every lower sibling, and never before its parent's start.
 */
final class Merge {
  private final Draft draft;
  private final Ending ending;
  private final NavigableSet<Long> lost;
  private final NavigableMap<Long, List<Event>> records;
  private final List<Item> items = new ArrayList<>();
  private long next = 1;
  private @Nullable Clock clock;

  Merge(Draft draft, Ending ending, NavigableSet<Long> lost) {
    this.draft = draft;
    this.ending = ending;
    this.lost = lost;
    this.records = draft.records();
  }

  List<Item> items(List<Placing> children) {
    List<Placing> ordered = place(children);
    List<Item.Unseen> unseen = new ArrayList<>(Children.unseen(ending.end(), children));
    repeats(0L);
    for (Placing child : ordered) {
      OptionalLong number = child.number();
      while (number.isPresent() && !unseen.isEmpty() && unseen.get(0).from() < number.getAsLong()) {
        items.add(unseen.remove(0));
      }
      emitUntil(child.before());
      items.add(child.item(draft.begin()));
    }
    emitUntil(ending.number());
    items.addAll(unseen);
    emitUntil(Long.MAX_VALUE);
    return items;
  }

  private List<Placing> place(List<Placing> children) {
    for (Placing child : children) {
      put(child);
    }
    List<Placing> numbered =
        new ArrayList<>(children.stream().filter(c -> c.number().isPresent()).toList());
    keepInOrder(numbered);
    children.stream().filter(c -> c.number().isEmpty()).forEach(numbered::add);
    // Stable, so that at one place numbered children stay in their order, before the others.
    numbered.sort(Comparator.comparingLong(Placing::before));
    return numbered;
  }

  private void put(Placing child) {
    if (child.spawnedAt().isPresent()) {
      child.put(Math.max(1, child.spawnedAt().getAsLong()), Item.Placement.EXACT);
    } else {
      child.put(
          firstAfter(child.time()),
          draft.sameSource(child.draft()) ? Item.Placement.SAME_CLOCK : Item.Placement.OTHER_CLOCK);
    }
  }

  private long firstAfter(@Nullable Instant time) {
    if (time == null) {
      return 1;
    }
    if (clock == null) {
      clock = Clock.of(records.tailMap(1L, true));
    }
    return clock.firstAfter(time);
  }

  /**
   * The records' numbers, and beside each the latest time up to it: since that only grows, the
   * first record after some time is found by halving, though clocks may jump back.
   */
  private record Clock(List<Long> numbers, List<Instant> latest) {
    static Clock of(NavigableMap<Long, List<Event>> records) {
      List<Long> numbers = new ArrayList<>(records.size());
      List<Instant> latest = new ArrayList<>(records.size());
      Instant soFar = Instant.MIN;
      for (Map.Entry<Long, List<Event>> record : records.entrySet()) {
        Instant time = record.getValue().get(0).time();
        soFar = time.isAfter(soFar) ? time : soFar;
        numbers.add(record.getKey());
        latest.add(soFar);
      }
      return new Clock(numbers, latest);
    }

    long firstAfter(Instant time) {
      int low = 0;
      int high = latest.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (latest.get(middle).isAfter(time)) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low == numbers.size() ? Long.MAX_VALUE : numbers.get(low);
    }
  }

  private static void keepInOrder(List<Placing> numbered) {
    long upper = Long.MAX_VALUE;
    for (int i = numbered.size() - 1; i >= 0; i--) {
      Placing child = numbered.get(i);
      if (child.exact()) {
        upper = Math.min(upper, child.before());
      } else if (child.before() > upper) {
        child.clamp(upper);
      }
    }
    long lower = 1;
    for (Placing child : numbered) {
      if (child.before() < lower) {
        child.clamp(lower);
      }
      lower = child.before();
    }
  }

  /** Emits records and gaps whose numbers are below {@code limit}. */
  private void emitUntil(long limit) {
    long known = Math.max(Children.count(ending.end()), last() + 1);
    long stop = Math.min(limit, known);
    while (next < stop) {
      Long present = records.ceilingKey(next);
      long until = present == null ? stop : Math.min(present, stop);
      if (until > next) {
        items.add(new Item.Gap(next, until - 1, reported(next, until)));
        next = until;
      } else {
        said();
      }
    }
  }

  private long last() {
    return records.isEmpty() ? 0 : records.lastKey();
  }

  private long reported(long from, long until) {
    return lost.subSet(from, true, until, false).size();
  }

  private void said() {
    if (next == ending.number()) {
      repeats(next);
    } else {
      for (Event event : records.getOrDefault(next, List.of())) {
        items.add(new Item.Said(next, event, next > ending.number()));
      }
    }
    next++;
  }

  /** Records that share a number with the start or end: the id was used twice in one process. */
  private void repeats(long number) {
    List<Event> same = records.getOrDefault(number, List.of());
    for (int i = 1; i < same.size(); i++) {
      items.add(new Item.Said(number, same.get(i), false));
    }
  }
}
