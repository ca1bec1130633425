package dev.weft.record;

import static java.util.Objects.requireNonNull;

import dev.weft.capture.Capture;

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
  private static volatile Capture capture = Capture.DEFAULT;

  private Recording() {}

  /** The recorder now. */
  public static Recorder recorder() {
    return recorder;
  }

  /** How values are taken from the application now. */
  public static Capture capture() {
    return capture;
  }

  /** Puts a recorder in place that takes values as before; returns the one that was there. */
  public static Recorder install(Recorder next) {
    return install(next, capture);
  }

  /** Puts a recorder in place, and a way to take values; returns the recorder that was there. */
  public static Recorder install(Recorder next, Capture nextCapture) {
    requireNonNull(next, "next");
    requireNonNull(nextCapture, "nextCapture");
    synchronized (INSTALLING) {
      Recorder before = recorder;
      capture = nextCapture;
      recorder = next;
      return before;
    }
  }

  /** Puts a recorder in the place of another, if that one is there; values are taken by default. */
  public static void replace(Recorder expected, Recorder next) {
    synchronized (INSTALLING) {
      if (recorder.equals(expected)) {
        recorder = requireNonNull(next, "next");
        capture = Capture.DEFAULT;
      }
    }
  }

  /**
   * What was lost before any recorder was there, for the queue of the first start to go on with;
   * nothing, once there was one.
   */
  public static Losses earlyLosses() {
    return recorder instanceof FirstUseRecorder first ? first.losses() : new Losses();
  }

  /** A recorder that takes nothing. */
  public static Recorder inert() {
    return InertRecorder.INSTANCE;
  }
}
