package dev.weft.web.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class MetricTest {
  private static final Metric REQUEST =
      Metric.of("route")
          .part("method", "GET")
          .part("route", "ping")
          .part("status", "200")
          .tagOnly("group", "2")
          .tag("xyz", "zyx");

  @Test
  void metric_hasTwoForms() {
    assertThat(REQUEST.key(true)).containsExactly("route");
    assertThat(REQUEST.tags(true))
        .containsExactly(
            entry("group", "2"),
            entry("method", "GET"),
            entry("route", "ping"),
            entry("status", "200"),
            entry("xyz", "zyx"));
    assertThat(REQUEST.key(false)).containsExactly("route", "GET", "ping", "200");
    assertThat(REQUEST.tags(false)).containsExactly(entry("xyz", "zyx"));
  }

  @Test
  void part_canReadOtherwiseInTheKey() {
    Metric metric = Metric.of("redis").part("cmd", "SCAN").part("success", "1", "success");
    assertThat(metric.key(false)).containsExactly("redis", "SCAN", "success");
    assertThat(metric.tags(true)).containsEntry("success", "1");
    assertThat(metric).hasToString("redis{cmd=SCAN, success=1}");
  }

  @Test
  void metric_isEqualByContent() {
    assertThat(Metric.of("a").part("t", "1"))
        .isEqualTo(Metric.of("a").part("t", "1"))
        .hasSameHashCodeAs(Metric.of("a").part("t", "1"))
        .isNotEqualTo(Metric.of("a").tag("t", "1"))
        .isNotEqualTo(Metric.of("a", "1"));
  }

  @Test
  void tagGivenTwice_keepsTheLater() {
    assertThat(Metric.of("a").tag("t", "1").tag("t", "2").tags(false))
        .containsExactly(entry("t", "2"));
  }

  @Test
  void metricWithoutKey_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(Metric::of)
        .withMessage("key: expected at least one part, got none");
  }
}
