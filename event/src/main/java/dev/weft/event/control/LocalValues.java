package dev.weft.event.control;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Shared values in memory. What has expired is removed when it is come across. */
final class LocalValues implements SharedValues {
  private record Text(String text, @Nullable Instant end) {}

  private final SortedMap<String, Text> values = new ConcurrentSkipListMap<>();
  private final InstantSource clock;

  LocalValues(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(living(key)).map(Text::text);
  }

  private @Nullable Text living(String key) {
    Text value = values.get(requireNonNull(key, "key"));
    if (value != null && value.end() != null && !clock.instant().isBefore(value.end())) {
      values.remove(key, value);
      return null;
    }
    return value;
  }

  @Override
  public void put(String key, String value, @Nullable Duration lifetime) {
    if (lifetime != null && lifetime.toMillis() < 1) {
      throw new IllegalArgumentException("lifetime < 1 ms: " + lifetime);
    }
    Instant end = lifetime == null ? null : clock.instant().plus(lifetime);
    values.put(requireNonNull(key, "key"), new Text(requireNonNull(value, "value"), end));
  }

  @Override
  public boolean remove(String key) {
    return living(key) != null && values.remove(key) != null;
  }

  @Override
  public Map<String, String> withPrefix(String prefix) {
    Map<String, String> found = new TreeMap<>();
    for (String key : values.tailMap(prefix).keySet()) {
      if (!key.startsWith(prefix)) {
        break;
      }
      get(key).ifPresent(text -> found.put(key, text));
    }
    return found;
  }

  @Override
  public Optional<Duration> lifetime(String key) {
    return Optional.ofNullable(living(key))
        .map(Text::end)
        .map(end -> Duration.between(clock.instant(), end));
  }
}
