package dev.weft.event.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:14:02.113456Z");

  @ParameterizedTest
  @CsvSource({
    "now, 2026-11-20T09:14:02.113456Z, PT0.000001S",
    "-15m, 2026-11-20T08:59:02.113456Z, PT0.000001S",
    "+1h, 2026-11-20T10:14:02.113456Z, PT0.000001S",
    "-1d/d, 2026-11-19T00:00:00Z, PT24H",
    "now/h, 2026-11-20T09:00:00Z, PT1H",
    "2026-11-20, 2026-11-20T00:00:00Z, PT24H",
    "2026-11-20T09:14, 2026-11-20T09:14:00Z, PT1M",
    "2026-11-20T09:14:02, 2026-11-20T09:14:02Z, PT1S",
    "2026-11-20T09:14:02.5Z, 2026-11-20T09:14:02.5Z, PT0.001S",
    "2026-11-20T09:14:02.113456+01:00, 2026-11-20T08:14:02.113456Z, PT0.000001S",
    "1795165727.131159, 2026-11-20T09:08:47.131159Z, PT0.000001S"
  })
  void time_standsForAllItsSpan(String text, Instant start, Duration length) {
    TimeSpan span = TimeSpan.parse(text, NOW, ZoneOffset.UTC).orElseThrow();
    assertThat(span.start()).isEqualTo(start);
    assertThat(span.length()).isEqualTo(length);
  }

  @Test
  void days_areOfTheZone_alsoWhenClocksChange() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant now = Instant.parse("2026-10-25T12:00:00Z");
    assertThat(TimeSpan.parse("now/d", now, berlin).orElseThrow().length())
        .isEqualTo(Duration.ofHours(25));
    assertThat(TimeSpan.parse("2026-10-25", now, berlin).orElseThrow().start())
        .isEqualTo("2026-10-24T22:00:00Z");
    assertThat(TimeSpan.parse("-1d/d", now, berlin).orElseThrow().start())
        .isEqualTo("2026-10-23T22:00:00Z");
    assertThat(TimeSpan.parse("2026-10-25T08:00", now, berlin).orElseThrow().start())
        .isEqualTo("2026-10-25T07:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-13-01",
        "5",
        "-15",
        "now-1h",
        "-99999999999d",
        "1e300",
        "T"
      })
  void whatIsNoTime_isNone(String text) {
    assertThat(TimeSpan.parse(text, NOW, ZoneOffset.UTC)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, 500000000",
    "1.5s, 1500000000",
    "2, 2000000000",
    "1ns, 1",
    "1.5us, 1500",
    "5m, 300000000000",
    "2h, 7200000000000",
    "1d, 86400000000000",
    "1e3ms, 1000000000",
    "1e300d, 9223372036854775807",
    "x, -1",
    "5 s, -1",
    "-5s, -1",
    "'', -1",
    "5k, -1"
  })
  void durations_areReadInTheirUnits(String text, long nanos) {
    assertThat(DurationText.nanos(text)).isEqualTo(nanos);
  }
}
