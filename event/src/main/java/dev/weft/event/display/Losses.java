package dev.weft.event.display;

import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Search;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which records of a tree programs said that they had lost. Read once, and only where some are
 * missing. Used by one thread.
 */
final class Losses {
  private static final int MOST = 1_000;
  private static final Duration REPORTED_WITHIN = Duration.ofHours(1);

  private final Map<String, NavigableSet<Long>> lost;

  private Losses(Map<String, NavigableSet<Long>> lost) {
    this.lost = lost;
  }

  static Losses of(EventStore store, Clock clock, Skeleton tree) throws IOException {
    Instant from = Times.instant(tree.start(0));
    Instant to = Times.instant(tree.latest(0)).plus(REPORTED_WITHIN);
    SearchQuery reports = SearchQuery.parse("type:loss", clock, ZoneOffset.UTC);
    Search search =
        new Search(new Selection(reports, from, to), Search.Order.OLDEST_FIRST, MOST, null);
    Map<String, NavigableSet<Long>> lost = new HashMap<>();
    for (StoredEvent event : store.search(search).events()) {
      if (EventDecoder.decode(event.json()) instanceof Event.LossReported report) {
        for (EventKey key : report.keys()) {
          if (key.scope().root().equals(tree.root())) {
            lost.computeIfAbsent(key.scope().value(), unused -> new TreeSet<>()).add(key.number());
          }
        }
      }
    }
    return new Losses(lost);
  }

  /** How many of a task's records with these numbers are known to be lost. */
  long reported(String task, long from, long to) {
    NavigableSet<Long> numbers = lost.get(task);
    return numbers == null ? 0 : numbers.subSet(from, true, to, true).size();
  }
}
