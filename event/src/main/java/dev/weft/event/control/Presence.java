package dev.weft.event.control;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An instance that said that it is there.
 *
 * @param instance which one
 * @param since when it connected
 * @param seen when it was last heard of, by the engine's clock
 * @param channels what it answers on, sorted
 * @param facts what it says of itself, such as its version, sorted by name
 */
public record Presence(
    Instance instance,
    Instant since,
    Instant seen,
    Set<String> channels,
    Map<String, String> facts) {
  /** Copies the collections. */
  public Presence {
    requireNonNull(instance, "instance");
    requireNonNull(since, "since");
    requireNonNull(seen, "seen");
    channels = Collections.unmodifiableSet(new TreeSet<>(channels));
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }
}
