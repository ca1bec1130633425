package dev.weft.event.store;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bounds of a {@link Selection} on the scale of events. Functions only. */
public final class Micros {
  private static final BigInteger A_SECOND = BigInteger.valueOf(1_000_000);

  private Micros() {}

  /** The first microsecond since 1970 that is not before it; the least of all for null. */
  public static long from(@Nullable Instant from) {
    return from == null ? Long.MIN_VALUE : atLeast(from);
  }

  /** The first microsecond since 1970 that is too late; the greatest of all for null. */
  public static long to(@Nullable Instant to) {
    return to == null ? Long.MAX_VALUE : atLeast(to);
  }

  private static long atLeast(Instant time) {
    BigInteger micros =
        BigInteger.valueOf(time.getEpochSecond())
            .multiply(A_SECOND)
            .add(BigInteger.valueOf((time.getNano() + 999) / 1000));
    return micros.bitLength() < Long.SIZE
        ? micros.longValue()
        : micros.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
