package dev.weft.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class RecordClockTest {
  private static final Instant START = Instant.parse("2026-02-03T04:05:06.000007Z");
  private static final long START_MICROS = 1_770_091_506_000_007L;

  private Instant wall = START;
  private long nanos = -5;
  private final Deque<Long> pauses = new ArrayDeque<>();
  private final RecordClock clock = new RecordClock(() -> wall, this::nextNanos);

  private long nextNanos() {
    Long pause = pauses.poll();
    nanos += pause == null ? 0 : pause;
    return nanos;
  }

  @Test
  void micros_goOnBetweenAnchors_withoutTheWallClock() {
    nanos += 999_999_999;

    assertThat(clock.micros()).isEqualTo(START_MICROS + 999_999);
  }

  @Test
  void micros_followTheWallClock_afterASecond() {
    wall = START.plusSeconds(3_600);
    nanos += 999_999_999;
    assertThat(clock.micros()).isEqualTo(START_MICROS + 999_999);

    nanos += 1;

    assertThat(clock.micros()).isEqualTo(START_MICROS + 3_600_000_000L);
  }

  @Test
  void anchor_isReadAgain_whenTheThreadLostItsCoreMeanwhile() {
    wall = START.plusSeconds(1);
    nanos += 1_000_000_000;
    pauses.add(0L);
    pauses.add(0L);
    pauses.add(40_000_000L);

    clock.micros();
    nanos += 1_000;

    assertThat(clock.micros()).isEqualTo(START_MICROS + 1_000_001);
  }
}
