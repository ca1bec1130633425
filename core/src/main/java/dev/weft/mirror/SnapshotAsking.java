package dev.weft.mirror;

import dev.weft.event.flow.SnapshotRequester;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks producers for their objects' whole state: for all at the start, then for those of which
 * changes are missing, again at growing intervals while no answer comes. An object that keeps
 * having holes is not asked for more often than one that does not answer.
 *
 * <p>Used by one thread.
 */
final class SnapshotAsking {
  private static final System.Logger LOG = System.getLogger(SnapshotAsking.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration BETWEEN_ALL = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int MOST_AT_ONCE = 1_000;

  /** When an object was asked for, and for how long it is not asked for again. */
  private record Asked(Instant at, Duration pause) {
    Instant again() {
      return at.plus(pause);
    }

    boolean forgotten(Instant now) {
      return now.isAfter(again().plus(pause));
    }
  }

  private final SnapshotRequester requester;
  private final String address;
  private final Map<String, Asked> asked = new HashMap<>();
  private boolean allWanted = true;
  private Instant allAgain = Instant.MIN;
  private Duration allPause = FIRST_PAUSE;
  private Instant answersDue = Instant.MIN;
  private boolean warned;

  SnapshotAsking(SnapshotRequester requester, String address) {
    this.requester = requester;
    this.address = address;
  }

  /** Wants the state of all objects, once more. */
  void wantAll() {
    allWanted = true;
  }

  /** Whether all have been asked for, as far as that was wanted. */
  boolean askedAll() {
    return !allWanted;
  }

  /** Asks for what is due. */
  void ask(Set<String> incomplete, Instant now) {
    asked
        .entrySet()
        .removeIf(entry -> !incomplete.contains(entry.getKey()) && entry.getValue().forgotten(now));
    if (allWanted && !now.isBefore(allAgain)) {
      askForAll(now);
    }
    Set<String> due = new LinkedHashSet<>();
    for (String id : incomplete) {
      Asked before = asked.get(id);
      Instant again = before == null ? answersDue : before.again();
      if (!now.isBefore(again) && due.size() < MOST_AT_ONCE) {
        due.add(id);
        asked.put(id, new Asked(now, before == null ? FIRST_PAUSE : longer(before.pause())));
      }
    }
    if (!due.isEmpty()) {
      request(due);
    }
  }

  private void askForAll(Instant now) {
    if (request(Set.of())) {
      allWanted = false;
      allAgain = now.plus(BETWEEN_ALL);
      allPause = FIRST_PAUSE;
      answersDue = now.plus(FIRST_PAUSE);
    } else {
      allAgain = now.plus(allPause);
      allPause = longer(allPause);
    }
  }

  private static Duration longer(Duration pause) {
    long doubled = Math.min(LONGEST_PAUSE.toMillis(), pause.toMillis() * 2);
    // Mirrors that lost the same change must not ask in step for ever.
    long jitter = ThreadLocalRandom.current().nextLong(doubled / 4 + 1);
    return Duration.ofMillis(doubled - jitter);
  }

  private boolean request(Set<String> ids) {
    try {
      requester.requestSnapshots(ids);
      warned = false;
      return true;
    } catch (IOException | RuntimeException notNow) {
      LOG.log(
          warned ? Level.DEBUG : Level.WARNING,
          "cannot ask for snapshots over " + address + "; trying again",
          notNow);
      warned = true;
      return false;
    }
  }
}
