package dev.weft.amqp;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Acknowledges many messages at once. An answer for each small batch would cost this process a
 * write and the broker a message; so answers wait until an eighth of the prefetch is owed, or until
 * the oldest has waited for 20 milliseconds.
 *
 * <p>Used by one thread.
 */
final class Acknowledgements {
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int PARTS = 8;

  private final LongConsumer acknowledge;
  private final int most;
  private long lastTag;
  private int owed;
  private long sinceNanos;

  /**
   * Owes nothing yet.
   *
   * @param acknowledge answers for all messages up to a tag
   * @param prefetch how many messages the broker sends ahead of answers
   */
  Acknowledgements(LongConsumer acknowledge, int prefetch) {
    this.acknowledge = acknowledge;
    this.most = Math.max(1, prefetch / PARTS);
  }

  /** All messages up to that one, so many of them new, are in good hands. */
  void owe(long tag, int messages, long nowNanos) {
    if (owed == 0) {
      sinceNanos = nowNanos;
    }
    lastTag = tag;
    owed += messages;
    if (owed >= most) {
      settle();
    }
  }

  /** Gives an answer that has waited long enough. */
  void settleIfDue(long nowNanos) {
    if (owed > 0 && nowNanos - sinceNanos >= LONGEST_NANOS) {
      settle();
    }
  }

  /** Gives the answer that is owed, if one is. */
  void settle() {
    if (owed > 0) {
      acknowledge.accept(lastTag);
      owed = 0;
    }
  }

  /** For how long nothing needs to be done: {@code mostNanos}, or until an answer is due. */
  long patience(long mostNanos, long nowNanos) {
    return owed == 0
        ? mostNanos
        : Math.max(0, Math.min(mostNanos, sinceNanos + LONGEST_NANOS - nowNanos));
  }
}
