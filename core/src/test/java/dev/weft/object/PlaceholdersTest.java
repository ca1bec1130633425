package dev.weft.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
  private static final Map<String, Object> VALUES = new HashMap<>();

  static {
    VALUES.put("a", 1);
    VALUES.put("text", "it's");
    VALUES.put("pi", 3.14159);
    VALUES.put("none", null);
    VALUES.put("braces", "{a} %s");
  }

  private static String fill(String text, Object... arguments) {
    return Placeholders.fill(
        text, name -> VALUES.containsKey(name) ? VALUES.get(name) : Mark.UNKNOWN, arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "plain|plain",
        "my a is {a}|my a is 1",
        "{a} {b}|1 {b}",
        "{none}|null",
        "{text!r}|\"it's\"",
        "{text!s}|it's",
        "{a!r}|1",
        "{a!x}|{a!x}",
        "{a:>4}.|   1.",
        "{a:4}.|   1.",
        "{a:<4}.|1   .",
        "{a:^5}.|  1  .",
        "{a:*^5}.|**1**.",
        "{a:04d}|0001",
        "{pi:.2f}|3.14",
        "{pi:8.3f}|   3.142",
        "{text:6}.|it's  .",
        "{text:>6}.|  it's.",
        "{text!r:>8}|  \"it's\"",
        "{a:x}|1",
        "{a:,}|{a:,}",
        "{a:99999}|{a:99999}",
        "{{a}}|{a}",
        "{|{",
        "{}|{}",
        "{ {a}|{ 1",
        "{{{a}|{{1",
        "a } b|a } b",
        "{\"a\": {\"b\": 1}}|{\"a\": {\"b\": 1}}",
        "{braces}|{a} %s",
        "100%|100%"
      })
  void places_areFilledAsFarAsTheyAreKnown(String text, String expected) {
    assertThat(fill(text)).isEqualTo(expected);
  }

  @Test
  void percent_goesWithBraces() {
    assertThat(fill("%d of {a}: %s {braces} %%", 7, "{a}")).isEqualTo("7 of 1: {a} {a} %s %");
    assertThat(fill("%d", "no number")).isEqualTo("no number");
    assertThat(fill("%s %s", 1)).isEqualTo("1 %s");
  }

  @Test
  void noText_isTooMuch() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        text.append("{{}}a:!r>.0f%s ".charAt(random.nextInt(15)));
      }
      assertThatCode(() -> fill(text.toString(), 1)).doesNotThrowAnyException();
    }
    assertThat(fill("{".repeat(1 << 20))).hasSize(1 << 20);
  }
}
