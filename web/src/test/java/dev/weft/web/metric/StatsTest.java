package dev.weft.web.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatsTest {
  private static final Metric WORK = Metric.of("work");

  private final RecordingSink sink = new RecordingSink();
  private final AtomicLong clock = new AtomicLong(100);
  private final Stats stats = Stats.at(clock::get, sink);

  @Test
  void none_measuresNothing() throws Exception {
    assertThat(Stats.none().active()).isFalse();
    assertThat(Stats.none().time(WORK, () -> 42)).isEqualTo(42);
  }

  @Test
  void all_reachEachSink() {
    RecordingSink other = new RecordingSink();
    Stats both = Stats.to(sink, other);
    assertThat(both.active()).isTrue();
    both.timer(WORK, 5);
    both.counter(WORK, 2);
    both.gauge(WORK, 1.5);
    assertThat(sink.seen).containsExactly("timer work{} 5", "counter work{} 2", "gauge work{} 1.5");
    assertThat(other.seen).isEqualTo(sink.seen);
  }

  @Test
  void time_countsSuccessOnly() throws Exception {
    assertThat(stats.time(WORK, () -> clock.addAndGet(7))).isEqualTo(107);
    assertThatThrownBy(() -> stats.time(WORK, StatsTest::fail)).hasMessage("boom");
    assertThat(sink.seen).containsExactly("timer work{} 7");
  }

  @Test
  void timeOutcome_countsBoth() throws Exception {
    stats.timeOutcome(WORK, () -> clock.addAndGet(7));
    assertThatThrownBy(() -> stats.timeOutcome(WORK, StatsTest::fail)).hasMessage("boom");
    assertThat(sink.seen).containsExactly("timer work{success=1} 7", "timer work{success=0} 0");
  }

  @Test
  void timing_getsItsNameAtTheEnd() {
    Timing timing = stats.start();
    clock.addAndGet(3);
    assertThat(timing.stop(WORK)).isEqualTo(3);
    assertThat(sink.seen).containsExactly("timer work{} 3");
  }

  @Test
  void failingSink_hurtsNobody() {
    Stats.to(new Failing(), sink).timer(WORK, 1);
    Stats.to(new Failing(), sink).counter(WORK, 1);
    Stats.to(new Failing(), sink).gauge(WORK, 1);
    assertThat(sink.seen).hasSize(3);
  }

  private static String fail() {
    throw new IllegalStateException("boom");
  }

  private static final class Failing implements MetricSink {
    @Override
    public void timer(Metric metric, long nanos) {
      throw new IllegalStateException("broken");
    }

    @Override
    public void counter(Metric metric, long by) {
      throw new IllegalStateException("broken");
    }

    @Override
    public void gauge(Metric metric, double value) {
      throw new IllegalStateException("broken");
    }
  }
}
