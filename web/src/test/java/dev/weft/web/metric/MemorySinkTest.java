package dev.weft.web.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.testkit.LogLines;
import dev.weft.web.view.PrettyJson;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemorySinkTest {
  private static final Metric REQUEST =
      Metric.of("route")
          .part("method", "GET")
          .part("route", "hello")
          .part("status", "200")
          .tagOnly("group", "2");

  @Test
  void timers_haveCountMeanLeastAndMost() {
    MemorySink sink = MemorySink.create(true);
    for (long millis : new long[] {2, 1, 6}) {
      sink.timer(REQUEST, millis * 1_000_000 + 400_000);
    }
    assertThat(sink.read(false))
        .extractingByKey("timers")
        .hasToString(
            "{route/group=2/method=GET/route=hello/status=200="
                + Map.of("nb", 3L, "avg_ms", 3L, "min_ms", 1L, "max_ms", 6L)
                + '}');
  }

  @Test
  void shortTime_isZero() {
    MemorySink sink = MemorySink.create(false);
    sink.timer(REQUEST, 100_000);
    assertThat(PrettyJson.UTF8.text(sink.read(false)))
        .contains("\"route/GET/hello/200\": {")
        .contains("\"min_ms\": 0");
  }

  @Test
  void gaugesAndCounters_standAsGiven() {
    MemorySink sink = MemorySink.create(false);
    sink.gauge(Metric.of("test", "gauge/s").tag("value", "24").tag("toto", "tutu"), 42);
    sink.gauge(Metric.of("half"), 1.5);
    sink.counter(Metric.of("test", "counter"), 1);
    sink.counter(Metric.of("test", "counter"), 2);
    assertThat(PrettyJson.UTF8.text(sink.read(false)))
        .contains("\"test/gauge_s/toto=tutu/value=24\": 42\n")
        .contains("\"half\": 1.5,")
        .contains("\"test/counter\": 3\n");
  }

  @Test
  void slashInAValue_isUnderscore() {
    MemorySink sink = MemorySink.create(true);
    sink.counter(Metric.of("sql").part("query", "SELECT a/b"), 1);
    assertThat(sink.read(false))
        .extractingByKey("counters")
        .hasToString("{sql/query=SELECT a_b=1}");
  }

  @Test
  void reset_clearsBehindReading() {
    MemorySink sink = MemorySink.create(false);
    sink.counter(REQUEST, 1);
    sink.gauge(REQUEST, 1);
    sink.timer(REQUEST, 1);
    assertThat(sink.read(true)).extractingByKey("counters").hasToString("{route/GET/hello/200=1}");
    assertThat(PrettyJson.UTF8.text(sink.read(false)))
        .isEqualTo("{\n  \"counters\": {},\n  \"gauges\": {},\n  \"timers\": {}\n}");
  }

  @Test
  void tooManyKeys_areSummedUpAndSaidOnce() {
    MemorySink sink = MemorySink.bounded(false, 2);
    try (LogLines log = LogLines.of(MemorySink.class)) {
      for (int i = 0; i < 5; i++) {
        sink.counter(Metric.of("key" + i), 1);
      }
      sink.counter(Metric.of("key0"), 1);
      assertThat(log.lines())
          .containsExactly(
              "WARNING More than 2 metrics: key2 and what else is new is summed up as _other in"
                  + " stats.json. Give metrics fewer different values, or raise the limit of"
                  + " MemorySink.bounded");
    }
    assertThat(sink.read(false))
        .extractingByKey("counters")
        .hasToString("{_other=3, key0=2, key1=1}");
  }

  @Test
  void boundBelowOne_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MemorySink.bounded(true, 0))
        .withMessage("mostKeys: expected at least 1, got 0");
  }

  @Test
  void countsOfThreads_areAllThereWhileItIsReset() throws Exception {
    MemorySink sink = MemorySink.create(false);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CountDownLatch done = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      threads.execute(() -> {
        for (int j = 0; j < 10_000; j++) {
          sink.counter(REQUEST, 1);
        }
        done.countDown();
      });
    }
    long seen = 0;
    do {
      seen += counted(sink);
    } while (!done.await(0, TimeUnit.MILLISECONDS));
    threads.shutdown();
    assertThat(seen + counted(sink)).isEqualTo(20_000);
  }

  private static long counted(MemorySink sink) {
    Map<?, ?> counters = (Map<?, ?>) sink.read(true).get("counters");
    Object count = counters.get("route/GET/hello/200");
    return count == null ? 0 : (Long) count;
  }
}
