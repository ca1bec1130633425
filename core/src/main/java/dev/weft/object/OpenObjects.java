package dev.weft.object;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What Weft's start, its end and its transports tell the live objects of the process. Internal to
 * Weft's own modules; applications use {@link LiveObject}.
 *
 * <p>Usable from any thread.
 */
public final class OpenObjects {
  /** Those of the process. */
  static final ObjectRegistry ALL = new ObjectRegistry(System::nanoTime);

  private OpenObjects() {}

  /**
   * Weft is started: readers are told the state of all open objects.
   *
   * @param flush waits until all that was made before is with the senders
   * @param heartbeat how often the process says that it lives, while an object is open
   */
  public static void started(Predicate<Duration> flush, Duration heartbeat) {
    ALL.started(flush, heartbeat);
  }

  /** Weft is about to stop: what is held back is sent. The objects stay open. */
  public static void stopping() {
    ALL.stopping();
  }

  /** The process ends: so do all open objects, which is said of each. */
  public static void abort() {
    ALL.abort();
  }

  /** Sends all that coalescing objects hold back. */
  public static void releaseHeld() {
    ALL.releaseHeld();
  }

  /** Readers ask for the state of these objects, or of all where no id is given. Returns soon. */
  public static void answer(Set<String> ids) {
    ALL.answer(ids);
  }

  /** How long the end of the JVM may take for the sake of some object; zero for none. */
  public static Duration longestWait() {
    return ALL.longestWait();
  }
}
