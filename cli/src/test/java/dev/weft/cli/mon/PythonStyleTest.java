package dev.weft.cli.mon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonStyleTest {
  @ParameterizedTest
  @CsvSource({
    "1360720859.8556099, 1360720859.85561",
    "1.1670801639556885, 1.1670801639556885",
    "1.0, 1.0",
    "1.500, 1.5",
    "10.0, 10.0",
    "0.0, 0.0",
    "-0.5, -0.5",
    "-12.25, -12.25",
    "0.05, 0.05",
    "0.050, 0.05",
    "1e2, 100.0",
    "0.1, 0.1",
    "-0.0, -0.0",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "123456789012345678.0, 1.2345678901234568e+17",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "-1.5e-7, -1.5e-07",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2.2250738585072014E-308, 2.2250738585072014e-308",
    "9007199254740993.0, 9007199254740992.0",
    "1e999, Infinity",
    "-1e999, -Infinity",
    "NaN, NaN",
    "-Infinity, -Infinity",
    "123456789012345678901234567890, 123456789012345678901234567890",
    "-0, 0",
    "true, true",
  })
  void numbers_areWrittenAsPythonDoes(String json, String python) {
    assertThat(print(json)).isEqualTo(python + "\n\n");
  }

  @Test
  void texts_areAsciiAndBlanksStandBehindCommasAndColons() {
    assertThat(print("{\"a\":[1,\"é\\u00e9\uD83D\uDE00\\/\\n\\u007f\\u001b\"],\"b\":{}}"))
        .isEqualTo(
            "{\"a\": [1, \"\\u00e9\\u00e9\\ud83d\\ude00/\\n\\u007f\\u001b\"], \"b\": {}}\n\n");
  }

  private static String print(String json) {
    Bytes out = new Bytes();
    new PythonStyle().write(Span.of(json), out);
    return out.toString();
  }
}
