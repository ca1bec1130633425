package dev.weft.record;

/**
 * A thread of Weft's own: a daemon, and one whose records are refused, so that a transport that
 * logs cannot feed itself.
 */
public final class OwnThread extends Thread {
  /** A thread of that name, not started. */
  public OwnThread(Runnable work, String name) {
    super(null, work, name, 0, false);
    setDaemon(true);
  }

  /** Whether the calling thread is one of these. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof OwnThread;
  }
}
