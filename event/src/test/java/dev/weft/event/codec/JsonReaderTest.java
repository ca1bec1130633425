package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void numbers_keepTheirDigits() {
    assertThat(JsonReader.read("[0, -7, 9223372036854775807, 9223372036854775808, 1.5, 1e2]"))
        .isEqualTo(
            List.of(0L, -7L, Long.MAX_VALUE, new BigInteger("9223372036854775808"), 1.5, 100.0));
    assertThat(JsonReader.read("[0.1000, 2e23, 1795165727.1311595, 5e-324, 0.0]"))
        .isEqualTo(List.of(0.1, 2e23, 1795165727.1311595, Double.MIN_VALUE, 0.0));
    assertThat(JsonReader.read("[0.12345678901234567890, 1e400, 1e-400]"))
        .isEqualTo(
            List.of(
                new BigDecimal("0.12345678901234567890"),
                new BigDecimal("1e400"),
                new BigDecimal("1e-400")));
  }

  @Test
  void decimals_areTheNearestDoubles_andKeepTheirDigits() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      // On both sides of the 52 bits up to which a quotient is taken.
      long digits = random.nextLong() >>> (1 + random.nextInt(62));
      String text =
          (random.nextBoolean() ? "-" : "")
              + BigDecimal.valueOf(digits, 1 + random.nextInt(17)).toPlainString();
      Object read = JsonReader.read(text);
      assertThat(((Number) read).doubleValue()).as(text).isEqualTo(Double.parseDouble(text));
      if (read instanceof Double near) {
        BigDecimal written = new BigDecimal(text).stripTrailingZeros();
        BigDecimal halfUnit = BigDecimal.valueOf(5, written.scale() + 1);
        assertThat(new BigDecimal(near).subtract(written).abs())
            .as(text)
            .isLessThanOrEqualTo(halfUnit);
      }
    }
    assertThat(JsonReader.read("[4503599627370495, -4503599627370495, 4503599627370496]"))
        .isEqualTo(List.of((1L << 52) - 1, 1 - (1L << 52), 1L << 52));
    assertThat(JsonReader.read("[-0.0, -0, 1795165992.089227]"))
        .isEqualTo(List.of(-0.0, 0L, 1795165992.089227));
  }

  @Test
  void monstrousNumbers_takeNoTime() {
    assertThat(JsonReader.read("9".repeat(2_000_000))).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(JsonReader.read("1e99999999999")).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void pythonsBareNumbers_areDoubles() {
    assertThat(JsonReader.read("[NaN,Infinity,-Infinity]"))
        .isEqualTo(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
  }

  @Test
  void badUtf8_readsAsAReplacement() {
    assertThat(JsonReader.read(new byte[] {'"', 'a', (byte) 0xff, '"'})).isEqualTo("a\ufffd");
  }

  @Test
  void lastOfTheSameName_wins() {
    assertThat(JsonReader.read("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2L));
  }

  @Test
  void part_isReadToItsEnd() {
    byte[] bytes = "12345".getBytes(UTF_8);

    assertThat(JsonReader.read(bytes, 1, 3)).isEqualTo(23L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "01",
        "1.",
        ".5",
        "1e",
        "+1",
        "-",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "\"\n\"",
        "\"\\u12g4\"",
        "tru",
        "nulll",
        "[1 2]",
        "\u00a01",
        "1 2",
        "--1",
        "-Inf",
        "'a'"
      })
  void wrongGrammar_isRefused(String json) {
    assertThatThrownBy(() -> JsonReader.read(json))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("expected ");
  }

  @Test
  void otherThanAnObject_isRefusedWhereOneIsWanted() {
    byte[] bytes = "[]".getBytes(UTF_8);

    assertThatThrownBy(() -> JsonReader.readObject(bytes, 0, 2))
        .hasMessage("expected an object, found an array at byte 0");
  }
}
