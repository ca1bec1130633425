package dev.weft.event.control;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Small texts that all instances of an application see, and that outlive them where the engine
 * does: set levels, for example.
 *
 * <p>Usable from any thread. Each method throws {@link ControlException} when the engine cannot be
 * reached.
 */
public interface SharedValues {
  /** The text of that key; empty when there is none. */
  Optional<String> get(String key);

  /**
   * Sets it.
   *
   * @param lifetime after which it is gone, at least a millisecond; null for ever
   */
  void put(String key, String value, @Nullable Duration lifetime);

  /** Removes it; returns whether it was there. */
  boolean remove(String key);

  /** All keys that begin so, with their texts, sorted by key. */
  Map<String, String> withPrefix(String prefix);

  /** How long the key will be there; empty for ever, or when it is not there. */
  Optional<Duration> lifetime(String key);
}
