package dev.weft.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  @Test
  void places_areFilledAsPythonFillsThem() {
    assertThat(percent("counting up to %d", 10)).isEqualTo("counting up to 10");
    assertThat(percent("%s and %s", "a", null)).isEqualTo("a and null");
    assertThat(percent("%r", "it's")).isEqualTo("\"it's\"");
    assertThat(percent("%r", List.of("a", 1, Map.of("k", "v\n"))))
        .isEqualTo("['a', 1, {'k': 'v\\n'}]");
    assertThat(percent("%x %X %#x %o", 255, 255, 255, 8)).isEqualTo("ff FF 0xff 10");
    assertThat(percent("100%% of %s", "it")).isEqualTo("100% of it");
    assertThat(percent("%(user)s has %(n)03d", Map.of("user", "leo", "n", 7)))
        .isEqualTo("leo has 007");
    assertThat(percent("%c%c", 65, 'b')).isEqualTo("Ab");
    assertThat(percent("%ld", 3L)).isEqualTo("3");
  }

  @ParameterizedTest
  @CsvSource({
    "%d,3.99,3",
    "%d,-3.99,-3",
    "%5.1f,2.25,'  2.2'",
    "%.2f,1.005,1.00",
    "%.0f,0.5,0",
    "%.0f,1.5,2",
    "%f,0.1,0.100000",
    "%e,12345.678,1.234568e+04",
    "%.2e,0,0.00e+00",
    "%E,1e100,1.000000E+100",
    "%g,1e-5,1e-05",
    "%g,123456,123456",
    "%g,1234567,1.23457e+06",
    "%g,0.5,0.5",
    "%G,1e10,1E+10",
    "%08.3f,-3.14159,-003.142",
    "%+d,3,+3",
    "%-6d|,3,'3     |'",
    "%6d,3,'     3'",
    "%.3s,3.14159,3.1"
  })
  void numbers_areWrittenAsPythonWritesThem(String template, double value, String expected) {
    assertThat(percent(template, value)).isEqualTo(expected);
  }

  @Test
  void numbersThatAreNone_areNamed() {
    assertThat(percent("%f %F %e", Double.NaN, Double.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY))
        .isEqualTo("nan -INF inf");
    assertThat(percent("%d", Double.NaN)).isEqualTo("NaN");
    assertThat(percent("%.1f", -0.0)).isEqualTo("-0.0");
  }

  @Test
  void hugeNumbers_areExactAndBounded() {
    assertThat(percent("%d", new BigInteger("123456789012345678901234567890")))
        .isEqualTo("123456789012345678901234567890");
    assertThat(percent("%f", new BigDecimal("1e1000000000"))).isEqualTo("1E+1000000000");
    assertThat(percent("%d", new BigDecimal("1e-1000000000"))).isEqualTo("1E-1000000000");
    assertThat(percent("%999999999d", 1)).hasSize(1024);
    assertThat(percent("%.999999999f", 1.0)).hasSize(1026);
    assertThat(percent("%*d", Integer.MIN_VALUE, 1)).hasSize(1024);
  }

  @Test
  void starredWidthAndPrecision_comeFromTheArguments() {
    assertThat(percent("%*d|%.*f", 5, 42, 2, 3.14159)).isEqualTo("   42|3.14");
    assertThat(percent("%*d", "x", 42)).isEqualTo("%*d");
  }

  @Test
  void whatDoesNotFit_isWrittenAsItIs() {
    assertThat(percent("%d rows", "many")).isEqualTo("many rows");
    assertThat(percent("%05d rows", "many")).isEqualTo(" many rows");
    assertThat(percent("%f", true)).isEqualTo("1.000000");
    assertThat(percent("%x", List.of())).isEqualTo("[]");
    assertThat(percent("%s %s", 1)).isEqualTo("1 %s");
    assertThat(percent("%s", 1, 2)).isEqualTo("1");
    assertThat(percent("%q %", 1)).isEqualTo("%q %");
    assertThat(percent("%(name)s", "x")).isEqualTo("%(name)s");
    assertThat(percent("%(name", Map.of("name", 1))).isEqualTo("%(name");
  }

  @Test
  void templateWithoutArguments_staysAsItIs() {
    assertThat(percent("100%% %s")).isEqualTo("100%% %s");
  }

  @Test
  void randomTemplates_neverThrow() {
    Random random = new Random(7);
    String alphabet = "%%%%sdrxfegc(){}*.0123456789-+ #la\\";
    Object[] values = {1, "a", null, 2.5, Double.NaN, List.of(1), Map.of("a", 1), true, 'c', -7L};
    for (int i = 0; i < 20_000; i++) {
      StringBuilder template = new StringBuilder();
      for (int k = random.nextInt(12); k >= 0; k--) {
        template.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Object[] arguments = new Object[random.nextInt(4)];
      Arrays.setAll(arguments, k -> values[random.nextInt(values.length)]);
      assertThat(percent(template.toString(), arguments)).isNotNull();
      assertThat(braces(template.toString(), arguments)).isNotNull();
    }
  }

  @Test
  void braces_followSlf4j() {
    assertThat(braces("a {} b {}", 1, 2)).isEqualTo("a 1 b 2");
    assertThat(braces("a {} b {}", 1)).isEqualTo("a 1 b {}");
    assertThat(braces("a {}", 1, 2)).isEqualTo("a 1");
    assertThat(braces("set \\{} {}", 1)).isEqualTo("set {} 1");
    assertThat(braces("c:\\\\{}", "x")).isEqualTo("c:\\x");
    assertThat(braces("{}{}", "x", null)).isEqualTo("xnull");
    assertThat(braces("none", 1)).isEqualTo("none");
    assertThat(braces("{ } {a}", 1)).isEqualTo("{ } {a}");
  }

  private static String percent(String template, Object... arguments) {
    StringBuilder out = new StringBuilder();
    Template.format(template, arguments, arguments.length, out);
    return out.toString();
  }

  private static String braces(String template, Object... arguments) {
    StringBuilder out = new StringBuilder();
    Template.braces(template, arguments, arguments.length, out);
    return out.toString();
  }
}
