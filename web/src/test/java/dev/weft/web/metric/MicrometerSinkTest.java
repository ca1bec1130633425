package dev.weft.web.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.testkit.LogLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerSinkTest {
  private static final Metric SCAN =
      Metric.of("redis").part("cmd", "SCAN").part("success", "1", "success");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void timer_isOne() {
    MicrometerSink sink = MicrometerSink.to(registry);
    sink.timer(SCAN, 2_000_000);
    sink.timer(SCAN, 4_000_000);
    var timer = registry.get("redis").tag("cmd", "SCAN").tag("success", "1").timer();
    assertThat(timer.count()).isEqualTo(2);
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(6);
  }

  @Test
  void counterAndGauge_areOne() {
    MicrometerSink sink = MicrometerSink.to(registry);
    sink.counter(Metric.of("test", "counter"), 2);
    sink.counter(Metric.of("test", "counter"), 3);
    sink.gauge(Metric.of("test", "gauge"), 1.5);
    sink.gauge(Metric.of("test", "gauge"), 42);
    assertThat(registry.get("test.counter").counter().count()).isEqualTo(5);
    assertThat(registry.get("test.gauge").gauge().value()).isEqualTo(42);
  }

  @Test
  void tooManyValues_becomeOneAndAreSaidOnce() {
    MicrometerSink sink = MicrometerSink.bounded(registry, 2);
    try (LogLines log = LogLines.of(Cardinality.class)) {
      for (int i = 0; i < 10; i++) {
        sink.counter(Metric.of("sql").part("query", "q" + i), 1);
        sink.gauge(Metric.of("size").part("table", "t" + i), i);
      }
      sink.counter(Metric.of("sql").part("query", "q0"), 1);
      assertThat(log.lines())
          .containsExactly(
              "WARNING The metric sql has more than 2 values of its tag query: further ones are"
                  + " _other. Give it fewer, or raise MicrometerSink.bounded",
              "WARNING The metric size has more than 2 values of its tag table: further ones are"
                  + " _other. Give it fewer, or raise MicrometerSink.bounded");
    }
    assertThat(registry.get("sql").counters()).hasSize(3);
    assertThat(registry.get("sql").tag("query", "_other").counter().count()).isEqualTo(8);
    assertThat(registry.get("sql").tag("query", "q0").counter().count()).isEqualTo(2);
    assertThat(registry.get("size").tag("table", "_other").gauge().value()).isEqualTo(9);
  }

  @Test
  void tooManyNames_becomeOne() {
    MicrometerSink sink = MicrometerSink.to(registry);
    try (LogLines log = LogLines.of(Cardinality.class)) {
      for (int i = 0; i < 1010; i++) {
        sink.counter(Metric.of("name" + i), 1);
      }
      assertThat(log.lines())
          .containsExactly(
              "WARNING More than 1000 metrics: name1000 and what else is new is _other. Put what"
                  + " differs into a tag, not into the key");
    }
    assertThat(registry.get("_other").counter().count()).isEqualTo(10);
  }

  @Test
  void nameOfAnotherType_isLeftOut() {
    MicrometerSink sink = MicrometerSink.to(registry);
    sink.timer(Metric.of("same"), 1);
    try (LogLines log = LogLines.of(MicrometerSink.class)) {
      sink.counter(Metric.of("same"), 1);
      sink.counter(Metric.of("same"), 1);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING The metric same is left out of Micrometer: ")
          .endsWith(". Give it a name of its own");
    }
  }

  @Test
  void boundBelowOne_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MicrometerSink.bounded(registry, 0))
        .withMessage("mostValues: expected at least 1, got 0");
  }
}
