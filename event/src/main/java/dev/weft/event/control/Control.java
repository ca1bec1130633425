package dev.weft.event.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection to what all instances share. Usable from any thread; closed once, by its maker. */
public interface Control extends AutoCloseable {
  /** For asking all instances. */
  ControlBus bus();

  /** For what they remember together. */
  SharedValues values();

  /**
   * The engine's own account of itself, for a health check; asks it now.
   *
   * @return JSON values; of Redis {@code info} and {@code dbsize}
   * @throws ControlException when it does not answer within half a second
   */
  Map<String, @Nullable Object> status();

  /** Ends the connection and its threads. */
  @Override
  void close();
}
