package dev.weft.event.collate;

import dev.weft.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes a task's items of its records and children, in the order that {@link Interleaving} finds.
 * Used once, by one thread.
 */
final class Merge implements Interleaving.Visitor {
  private final Draft draft;
  private final Ending ending;
  private final NavigableSet<Long> lost;
  private final long[] numbers;
  private final long[] times;
  private final List<Item> items = new ArrayList<>();
  private List<Placing> children = List.of();

  Merge(Draft draft, Ending ending, NavigableSet<Long> lost) {
    this.draft = draft;
    this.ending = ending;
    this.lost = lost;
    NavigableMap<Long, List<Event>> records = draft.records().tailMap(1L, true);
    this.numbers = new long[records.size()];
    this.times = new long[records.size()];
    int at = 0;
    for (Map.Entry<Long, List<Event>> record : records.entrySet()) {
      numbers[at] = record.getKey();
      times[at++] = micros(record.getValue().get(0).time());
    }
  }

  private static long micros(@Nullable Instant time) {
    return time == null ? Interleaving.UNKNOWN : ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  List<Item> items(List<Placing> received) {
    children = received;
    int size = received.size();
    long[] childNumbers = new long[size];
    long[] childTimes = new long[size];
    long[] spawnedAt = new long[size];
    boolean[] sameClock = new boolean[size];
    for (int i = 0; i < size; i++) {
      Placing child = received.get(i);
      childNumbers[i] = child.number().orElse(Interleaving.UNKNOWN);
      childTimes[i] = micros(child.time());
      spawnedAt[i] = child.spawnedAt().orElse(Interleaving.UNKNOWN);
      sameClock[i] = draft.sameSource(child.draft());
    }
    repeats(0L);
    Event end = ending.end();
    Interleaving.of(numbers, times)
        .ended(ending.number(), Children.count(end), Children.begun(end), Children.remote(end))
        .children(childNumbers, childTimes, spawnedAt, sameClock)
        .visit(this);
    return items;
  }

  @Override
  public void record(int index) {
    long number = numbers[index];
    if (number == ending.number()) {
      repeats(number);
    } else {
      for (Event event : draft.records().getOrDefault(number, List.of())) {
        items.add(new Item.Said(number, event, number > ending.number()));
      }
    }
  }

  /** Records that share a number with the start or end: the id was used twice in one process. */
  private void repeats(long number) {
    List<Event> same = draft.records().getOrDefault(number, List.of());
    for (int i = 1; i < same.size(); i++) {
      items.add(new Item.Said(number, same.get(i), false));
    }
  }

  @Override
  public void gap(long from, long to) {
    items.add(new Item.Gap(from, to, lost.subSet(from, true, to, true).size()));
  }

  @Override
  public void unseen(long from, long to, boolean handedOver) {
    items.add(new Item.Unseen(from, to, handedOver));
  }

  @Override
  public void child(int index, Item.Placement placement) {
    items.add(children.get(index).item(draft.begin(), placement));
  }
}
