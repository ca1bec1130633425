package dev.weft.event.control;

import java.util.List;
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

  /**
   * Does that each time the connection is there again after a loss: what was told meanwhile was not
   * heard here. On a thread of the engine; never where an engine loses none.
   */
  default void whenBack(Runnable work) {}

  /**
   * Tells the other instances about this one, such as its version; takes the place of what was told
   * before. It reaches them within seconds, and again after each loss of the connection.
   */
  void announce(Map<String, String> facts);

  /**
   * All instances that were heard of lately, this one among them, sorted by host and process id.
   * One that ended in order is not there; one that was killed is for some seconds more.
   *
   * @throws ControlException when the engine cannot be reached
   */
  List<Presence> instances();

  /** Ends the connection and its threads. */
  @Override
  void close();
}
