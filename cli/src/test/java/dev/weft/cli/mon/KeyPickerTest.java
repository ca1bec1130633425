package dev.weft.cli.mon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPickerTest {
  private static final String NESTED = "{\"x\":{\"y\":{\"k\":1}},\"z\":{\"k\":2}}";

  @Test
  void first_isTheShallowest_andForLcmonTheFirstOnTheWayDown() {
    assertThat(pick(NESTED, "k")).isEqualTo("{\"k\":2}");
    assertThat(depthFirst(NESTED, "k")).isEqualTo("{\"k\":1}");
    assertThat(pick(NESTED, "*k")).isEqualTo("{\"k\":[2,1]}");
    assertThat(depthFirst(NESTED, "*k")).isEqualTo("{\"k\":[1,2]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":{"a":1}}                | *a | {"a":[{"a":1},1]}
          {"a":{"a":1}}                | a  | {"a":{"a":1}}
          {"b":[{"a":1},[{"a":2}],3]}  | *a | {"a":[1,2]}
          {"b":[[{"a":1}],{"a":2}]}    | a  | {"a":2}
          {"b":{"a":3},"a":{"a":1}}    | *a | {"a":[{"a":1},3,1]}
          {"b":{"c":{"a":3}},"a":0}    | *a | {"a":[0,3]}
          {"a":[1,2]}                  | a  | {"a":[1,2]}
          {"a":[1,2]}                  | *a | {"a":[1,2]}
          {"b":1}                      | a  | {"a":[]}
          {"b":1}                      | *a | {"a":[]}
          {"a":null}                   | a  | {"a":null}
          {"a":1,"a":2}                | *a | {"a":2}
          {"a":1,"a":2}                | a  | {"a":2}
          {"b":{"a":1,"a":2},"a":3}    | *a | {"a":[3,2]}
          [{"a":1}]                    | a  | {"a":1}
          "a"                          | a  | {"a":[]}
          {"\\u0061":1}                | a  | {"a":1}
          { "a" : { "b" : [ 1 ] } }    | a  | {"a":{ "b" : [ 1 ] }}
          """)
  void matches_areFoundEverywhere(String message, String key, String picked) {
    assertThat(pick(message, key)).isEqualTo(picked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":{"a":1}}                | *a | {"a":[{"a":1},1]}
          {"b":{"c":{"a":3}},"a":0}    | *a | {"a":[0,3]}
          {"b":{"c":{"a":3}},"a":0}    | a  | {"a":0}
          {"b":{"a":3},"a":{"a":1}}    | *a | {"a":[{"a":1},3,1]}
          {"b":[[{"a":1}],{"a":2}]}    | *a | {"a":[1,2]}
          {"b":{"c":{"a":1},"a":2}}    | *a | {"a":[2,1]}
          """)
  void depthFirst_takesAnObjectsOwnKeysBeforeThoseInside(
      String message, String key, String picked) {
    assertThat(depthFirst(message, key)).isEqualTo(picked);
  }

  @Test
  void keys_standInTheOrderAsked_eachOnce() {
    String message = "{\"elapsed\":1,\"obj\":{\"elapsed\":2},\"status\":\"x\"}";
    assertThat(pick(message, "status", "*elapsed", "none"))
        .isEqualTo("{\"status\":\"x\",\"elapsed\":[1,2],\"none\":[]}");
    assertThat(pick(message, "elapsed", "status", "*elapsed"))
        .isEqualTo("{\"elapsed\":[1,2],\"status\":\"x\"}");
  }

  @Test
  void oneValue_standsInAnArrayToo_whereThatIsWished() {
    KeyPicker picker = new KeyPicker(List.of("a", "*b", "c"), false, true);
    assertThat(picker.pick(Span.of("{\"a\":1,\"b\":[2]}")).toString())
        .isEqualTo("{\"a\":[1],\"b\":[[2]],\"c\":[]}");
  }

  @Test
  void manyMatches_areInOrder() {
    StringBuilder message = new StringBuilder("{\"all\":[");
    StringBuilder expected = new StringBuilder("{\"k\":[");
    for (int i = 0; i < 1000; i++) {
      message.append(i == 0 ? "" : ",").append("{\"k\":").append(i).append('}');
      expected.append(i == 0 ? "" : ",").append(i);
    }
    assertThat(pick(message.append("]}").toString(), "*k"))
        .isEqualTo(expected.append("]}").toString());
  }

  @Test
  void starAlone_isNoKey() {
    assertThatThrownBy(() -> pick("{}", "*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-k *: no key behind the star; write one such as '*elapsed'");
  }

  private static String pick(String message, String... keys) {
    return new KeyPicker(List.of(keys), false, false).pick(Span.of(message)).toString();
  }

  private static String depthFirst(String message, String... keys) {
    return new KeyPicker(List.of(keys), true, false).pick(Span.of(message)).toString();
  }
}
