package dev.weft.event.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  @ParameterizedTest
  @ValueSource(strings = {"-n 5", "-n5", "-n=5", "--lines 5", "--lines=5", "-fn5", "-n 3 -n 5"})
  void value_isReadInAllForms(String typed) {
    Arguments given = parse(typed);
    assertThat(given.value("--lines")).contains("5");
    assertThat(given.count("--lines")).contains(5);
    assertThat(given.operands()).isEmpty();
  }

  @Test
  void valueAndOperands_mayBeginWithAHyphenWhereOneIsExpected() {
    Arguments given = parse("--start -15m - -- -f");
    assertThat(given.value("--start")).contains("-15m");
    assertThat(given.operands()).containsExactly("-", "-f");
    assertThat(given.has("--follow")).isFalse();
  }

  @Test
  void flagsAndRepeatedValues_areKept() {
    Arguments given = parse("a --start=1 -fh b --start 2");
    assertThat(given.has("--follow")).isTrue();
    assertThat(given.help()).isTrue();
    assertThat(given.values("--start")).containsExactly("1", "2");
    assertThat(given.values("--lines")).isEmpty();
    assertThat(given.operand()).contains("a");
    assertThat(given.operands()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --folow    | unknown option --folow; did you mean --follow?; known: --lines, --start, --follow, --help
          -x         | unknown option -x; known: --lines, --start, --follow, --help
          -f=1       | unknown option -f=1; known: --lines, --start, --follow, --help
          --follow=1 | --follow takes no value
          a -n       | -n needs a value
          a b c      | "c" is one argument too many
          """)
  void mistakes_areTold(String typed, String told) {
    assertThatThrownBy(() -> parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(told);
  }

  @Test
  void countThatIsNone_isTold() {
    assertThatThrownBy(() -> parse("-n -1").count("--lines"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--lines: expected a whole number from 0, received \"-1\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-k a *b -v c",
        "--keys a *b -v c",
        "-vka *b -- c",
        "--keys=a *b -v -- c",
        "c -k a -k *b -v",
        "c -K a *b -v"
      })
  void severalValues_reachToTheNextHyphen(String typed) {
    Arguments given = parseSeveral(typed);
    assertThat(given.values("--keys")).containsExactly("a", "*b");
    assertThat(given.has("--verbose")).isTrue();
    assertThat(given.operands()).containsExactly("c");
  }

  @Test
  void severalValues_beginWithAHyphenOnlyBehindAnEqualsSign() {
    assertThat(parseSeveral("-k=-a -").values("--keys")).containsExactly("-a", "-");
    assertThatThrownBy(() -> parseSeveral("-k -v"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-k needs a value; one that begins with a hyphen is written -k=-v");
    assertThatThrownBy(() -> parseSeveral("-v -k"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-k needs a value");
  }

  @Test
  void flags_areCounted() {
    assertThat(parseSeveral("-vv -v").times("--verbose")).isEqualTo(3);
    assertThat(parseSeveral("c").times("--verbose")).isZero();
  }

  private static Arguments parseSeveral(String typed) {
    return Arguments.parse(
        List.of(typed.split(" ")), List.of(), List.of("-k -K --keys"), List.of("-v --verbose"), 1);
  }

  private static Arguments parse(String typed) {
    return Arguments.parse(
        List.of(typed.split(" ")), List.of("-n --lines", "--start"), List.of("-f --follow"), 2);
  }
}
