package dev.weft.event.control;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reaches all instances of an application, this one among them: each channel has at most one
 * handler a process, and who asks gets the answers of all that have one.
 *
 * <p>Parameters and results are JSON values: maps with text keys, lists, texts, numbers, booleans,
 * null.
 *
 * <p>Usable from any thread. Handlers run on threads of the bus, several at once, so that a slow
 * one holds up no other, and may ask themselves.
 */
public interface ControlBus extends AutoCloseable {
  /** What an instance does when it is asked. Called by threads of the bus, also at once. */
  @FunctionalInterface
  interface Handler {
    /**
     * Does it.
     *
     * @return this instance's answer, a JSON value
     * @throws Exception becomes the answer {@code {"status": 500, "message": …}}
     */
    @Nullable Object handle(Map<String, @Nullable Object> parameters) throws Exception;
  }

  /** Answers questions on that channel from now on; takes the place of an earlier handler. */
  void subscribe(String channel, Handler handler);

  /** Answers no longer there. Without a handler nothing happens. */
  void unsubscribe(String channel);

  /**
   * Tells all instances, and waits for none.
   *
   * @throws ControlException when nobody could be told, since the connection is down
   */
  void tell(String channel, Map<String, ?> parameters);

  /**
   * Asks all instances and waits until each has answered or the time is up.
   *
   * @throws ControlException when nobody could be asked, since the connection is down
   * @throws InterruptedException when the waiting thread is interrupted
   */
  Answers ask(String channel, Map<String, ?> parameters, Duration limit)
      throws InterruptedException;

  /** Ends the subscriptions and the threads; questions that wait come back with what they have. */
  @Override
  void close();
}
