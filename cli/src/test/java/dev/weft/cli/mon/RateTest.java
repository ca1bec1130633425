package dev.weft.cli.mon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateTest {
  private final AtomicLong nanos = new AtomicLong(-5);

  @Test
  void soManyPass_inEachSecond() {
    Rate rate = new Rate(2, nanos::get);
    assertThat(passed(rate, 5)).isEqualTo(2);
    nanos.addAndGet(999_999_999);
    assertThat(passed(rate, 5)).isZero();
    nanos.addAndGet(1);
    assertThat(passed(rate, 5)).isEqualTo(2);
  }

  @Test
  void withoutLimit_allPass() {
    assertThat(passed(new Rate(0, nanos::get), 1000)).isEqualTo(1000);
  }

  private static long passed(Rate rate, int messages) {
    return IntStream.range(0, messages).filter(unused -> rate.passes()).count();
  }
}
