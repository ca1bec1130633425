package dev.weft.event.collate;

import dev.weft.event.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When each source was heard last. Used by one thread. */
final class Sources {
  static final int MOST = 10_000;

  // By access, so that the first is the one heard least recently.
  private final Map<String, Instant> heard = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<String> silent = new HashSet<>();

  /** Notes that it lives; true when it had been silent until now. */
  boolean heard(Source source, Instant now) {
    heard.put(source.identity(), now);
    if (heard.size() > MOST) {
      forget(heard.keySet().iterator().next());
    }
    return silent.remove(source.identity());
  }

  /** Those that have just become silent for longer than that. */
  List<String> fallenSilent(Instant now, Duration limit) {
    List<String> fallen = new ArrayList<>(0);
    heard.forEach((identity, at) -> {
      if (Duration.between(at, now).compareTo(limit) > 0 && silent.add(identity)) {
        fallen.add(identity);
      }
    });
    return fallen;
  }

  boolean isSilent(Source source) {
    return !silent.isEmpty() && silent.contains(source.identity());
  }

  void forget(String identity) {
    heard.remove(identity);
    silent.remove(identity);
  }
}
