package dev.weft.event.collate;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Event;
import dev.weft.event.Source;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one source sent outside tasks, and what is known to be missing of it.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param source who
 * @param events how many records were received, in tasks and outside
 * @param missing how many of its numbers, between the lowest and the highest received, never came;
 *     0 for sources that do not count
 * @param lost how many records its loss reports name, over all of them
 * @param byReason the same number, by reason
 * @param outside its records outside every task, in the order in which it made them
 */
public record SourceTally(
    Source source,
    long events,
    long missing,
    long lost,
    Map<String, Long> byReason,
    List<Event> outside) {
  /** Copies the collections. */
  public SourceTally {
    requireNonNull(source, "source");
    byReason = Collections.unmodifiableMap(new TreeMap<>(byReason));
    outside = List.copyOf(outside);
  }
}
