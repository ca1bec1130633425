package dev.weft.dispatch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wish that all queued before it be delivered: travels behind them through every lane. Usable
 * from any thread.
 */
final class Flush {
  private final long upTo;
  private final CountDownLatch lanes;
  private volatile boolean failed;

  /**
   * A wish.
   *
   * @param upTo how many records were queued before it
   */
  Flush(long upTo, int lanes) {
    this.upTo = upTo;
    this.lanes = new CountDownLatch(lanes);
  }

  long upTo() {
    return upTo;
  }

  /** A lane has come to it. */
  void passed(boolean flushed) {
    if (!flushed) {
      failed = true;
    }
    lanes.countDown();
  }

  /** Waits until all lanes have come to it; returns whether all did, with success. */
  boolean await(long nanos) throws InterruptedException {
    return lanes.await(nanos, TimeUnit.NANOSECONDS) && !failed;
  }
}
