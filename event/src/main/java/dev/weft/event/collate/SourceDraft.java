package dev.weft.event.collate;

import dev.weft.event.Event;
import dev.weft.event.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is known of one source so far. Used by one thread. */
final class SourceDraft {
  private static final Comparator<Event> AS_MADE =
      Comparator.<Event>comparingLong(event -> event.sourceNumber().orElse(Long.MAX_VALUE))
          .thenComparing(Event::time)
          .thenComparing(Event::toString);

  private final Source source;
  private final Set<Long> numbers = new HashSet<>();
  private final Set<Event> outside = new LinkedHashSet<>();
  private final Map<String, Long> byReason = new TreeMap<>();
  private long lowest = Long.MAX_VALUE;
  private long highest = Long.MIN_VALUE;
  private long events;
  private long lost;

  SourceDraft(Source source) {
    this.source = source;
  }

  /** Counts the event, unless its number, or for want of one the whole of it, came before. */
  boolean firstSight(Event event) {
    if (event.sourceNumber().isPresent()) {
      long number = event.sourceNumber().getAsLong();
      if (!numbers.add(number)) {
        return false;
      }
      lowest = Math.min(lowest, number);
      highest = Math.max(highest, number);
    } else if (outside.contains(event)) {
      return false;
    }
    events++;
    return true;
  }

  /** Takes back the count of an event that its task had seen before. */
  void forget() {
    events--;
  }

  void outside(Event event) {
    outside.add(event);
  }

  void count(Event.LossReported loss) {
    lost += loss.lost();
    loss.byReason().forEach((reason, number) -> byReason.merge(reason, number, Long::sum));
  }

  SourceTally tally() {
    List<Event> ordered = new ArrayList<>(outside);
    ordered.sort(AS_MADE);
    long missing = numbers.isEmpty() ? 0 : highest - lowest + 1 - numbers.size();
    return new SourceTally(source, events, missing, lost, byReason, ordered);
  }
}
