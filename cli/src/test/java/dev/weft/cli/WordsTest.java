package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0us, 0us",
    "999, 999us, 999us",
    "1000, 0.001s, 1ms",
    "31000, 0.031s, 31ms",
    "999600, 1.000s, 999ms",
    "2513600, 2.514s, 2.5s",
    "59949000, 59.949s, 59.9s",
    "65100000, 1m 5.1s, 1m",
    "11520000000, 3h 12m, 3h 12m",
    "3600000000, 1h 0m, 1h"
  })
  void duration_keepsTheDigitsThatMatter(long micros, String exact, String rough) {
    Duration duration = Duration.ofNanos(micros * 1000);
    assertThat(Words.duration(duration)).isEqualTo(exact);
    assertThat(Words.roughly(duration)).isEqualTo(rough);
  }

  @Test
  void numbers_areGrouped() {
    assertThat(Words.grouped(1)).isEqualTo("1");
    assertThat(Words.grouped(123)).isEqualTo("123");
    assertThat(Words.grouped(12431)).isEqualTo("12 431");
    assertThat(Words.grouped(-1234567)).isEqualTo("-1 234 567");
    assertThat(Words.count(1, "event")).isEqualTo("1 event");
  }

  @Test
  void values_areBareWhereThatCannotMislead() {
    assertThat(Words.value("leo")).isEqualTo("leo");
    assertThat(Words.value("a b")).isEqualTo("\"a b\"");
    assertThat(Words.value("")).isEqualTo("\"\"");
    assertThat(Words.value("null")).isEqualTo("\"null\"");
    assertThat(Words.value(null)).isEqualTo("null");
    assertThat(Words.value(Map.of("a", List.of(1, 2)))).isEqualTo("{\"a\":[1,2]}");
  }
}
