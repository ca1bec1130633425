package dev.weft.record;

import static java.util.Objects.requireNonNull;

/**
 * Where the process's one recorder stands. Before Weft is started, and after it is stopped, that is
 * a recorder which takes nothing; the very first record starts Weft where the process's settings
 * say where to send.
 *
 * <p>Ask anew for each record, never keep what it returns: Weft may be started later, or stopped.
 * Usable from any thread.
 */
public final class Recording {
  private static final Object INSTALLING = new Object();
  private static volatile Recorder recorder = new FirstUseRecorder();

  private Recording() {}

  /** The recorder now. */
  public static Recorder recorder() {
    return recorder;
  }

  /** Puts a recorder in place, and returns the one that was there before. */
  public static Recorder install(Recorder next) {
    requireNonNull(next, "next");
    synchronized (INSTALLING) {
      Recorder before = recorder;
      recorder = next;
      return before;
    }
  }

  /** A recorder that takes nothing. */
  public static Recorder inert() {
    return InertRecorder.INSTANCE;
  }
}
