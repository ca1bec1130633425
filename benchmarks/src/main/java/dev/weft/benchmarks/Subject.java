package dev.weft.benchmarks;

/** One way to do the measured work. Made, used and closed by one thread. */
interface Subject extends AutoCloseable {
  /** Enters what surrounds the work on this thread, such as a request's fields. */
  default void enter() {}

  /** Does the work once. */
  void once(int turn);

  /**
   * How many turns have come out at the far end of this process; equal to the turns done where
   * there is no far end.
   */
  long processed();

  /** Hurries what has not come out yet, where the subject can; called between two bursts. */
  default void settle() {}

  /** How many turns were given up. */
  default long lost() {
    return 0;
  }

  @Override
  void close();
}
