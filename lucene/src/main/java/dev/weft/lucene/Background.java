package dev.weft.lucene;

/** Threads whose work can wait: the log keeps it until then. */
final class Background {
  private Background() {}

  /** That thread, with the least priority; a JVM heeds it on Linux where its flags say so. */
  // No order of threads is relied on, only who gets a processor first.
  @SuppressWarnings("ThreadPriorityCheck")
  static <T extends Thread> T of(T thread) {
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }
}
