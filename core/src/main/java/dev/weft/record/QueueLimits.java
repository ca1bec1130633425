package dev.weft.record;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import java.time.Duration;

/**
 * How much the queue between the application and the dispatcher holds, and what happens when it is
 * full.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param capacity records, from 4 to 1,048,576; rounded up to a power of two
 * @param bytes characters held by those records, about; from 256 KiB
 * @param reservePercent the share of both that only records of WARN and above may use, from 0 to 50
 * @param waitUpTo how long a log call waits for room; zero for not at all; at most one second
 * @param waitFrom the level from which a log call waits
 */
public record QueueLimits(
    int capacity, long bytes, int reservePercent, Duration waitUpTo, Level waitFrom) {
  private static final int LEAST_CAPACITY = 4;
  private static final int MOST_CAPACITY = 1 << 20;
  private static final long LEAST_BYTES = 256L << 10;
  private static final int MOST_RESERVE = 50;
  private static final Duration MOST_WAIT = Duration.ofSeconds(1);

  // Behind the bounds, which its own check needs.
  /** 8,192 records, 16 MiB, 15 percent kept for WARN and above, no wait. */
  public static final QueueLimits DEFAULT =
      new QueueLimits(8192, 16L << 20, 15, Duration.ZERO, Level.ERROR);

  /** Checks the ranges. */
  public QueueLimits {
    requireNonNull(waitUpTo, "waitUpTo");
    requireNonNull(waitFrom, "waitFrom");
    check(
        capacity >= LEAST_CAPACITY && capacity <= MOST_CAPACITY,
        "queue.capacity",
        capacity,
        "from 4 to 1048576 records");
    check(bytes >= LEAST_BYTES, "queue.bytes", bytes, "at least 256KiB");
    check(
        reservePercent >= 0 && reservePercent <= MOST_RESERVE,
        "queue.reserve",
        reservePercent,
        "from 0 to 50 percent");
    check(
        !waitUpTo.isNegative() && waitUpTo.compareTo(MOST_WAIT) <= 0,
        "queue.wait",
        waitUpTo,
        "from 0ms to 1s");
    capacity = Integer.bitCount(capacity) == 1 ? capacity : Integer.highestOneBit(capacity) << 1;
  }

  private static void check(boolean holds, String key, Object value, String wanted) {
    if (!holds) {
      throw new ConfigurationException(key, "\"" + key + ": " + value + "\" is not " + wanted);
    }
  }

  /** The slots that only WARN and above may use. */
  int reservedSlots() {
    return capacity * reservePercent / 100;
  }

  /**
   * What a record weighs at most without being accounted for: half the bytes are handed out to the
   * slots in equal shares, so that the common record costs no shared counter.
   */
  int slotBytes() {
    return (int) Math.min(Integer.MAX_VALUE, bytes / 2 / capacity);
  }

  /** What all heavier records together may have above their slots' shares. */
  long sharedBytes(boolean urgent) {
    long shared = bytes - (long) slotBytes() * capacity;
    return urgent ? shared : shared * (100 - reservePercent) / 100;
  }
}
