package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStepsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"a long text that takes more than eight bytes\"",
        "\"\\\"\\\\\"",
        "\"seven77\\\\\"",
        "\"é\\u00e9\uD83D\uDE00\"",
        "0",
        "-1.5e+10",
        "NaN",
        "-Infinity",
        "true",
        "null",
        "{}",
        "[ ]",
        "{\"a\":[1,{\"b\":\"]}\"}],\"c\":\"\\\"}\"}",
      })
  void value_endsWhereTheScannerSays(String json) {
    for (String behind : List.of("", ",\"x\":1}", " ]", "}")) {
      byte[] bytes = ("  " + json + behind).getBytes(UTF_8);
      int length = json.getBytes(UTF_8).length;
      assertThat(JsonSteps.value(bytes, 2)).as(json + behind).isEqualTo(2 + length);
    }
  }

  @Test
  void members_areWalked() {
    byte[] bytes = " { \"a\" : 1 ,\"b\\u0062\":[ 2 , \"x\" ],\"c\":{}} ".getBytes(UTF_8);
    List<String> found = new ArrayList<>();
    for (int at = JsonSteps.inside(bytes, JsonSteps.space(bytes, 0)); bytes[at] != '}'; ) {
      int nameEnd = JsonSteps.text(bytes, at);
      int valueAt = JsonSteps.colon(bytes, nameEnd);
      int valueEnd = JsonSteps.value(bytes, valueAt);
      found.add(
          JsonSteps.readText(bytes, at, nameEnd)
              + '='
              + new String(bytes, valueAt, valueEnd - valueAt, UTF_8));
      at = JsonSteps.next(bytes, valueEnd);
    }
    assertThat(found).containsExactly("a=1", "bb=[ 2 , \"x\" ]", "c={}");
  }

  @Test
  void text_isComparedUnescaped() {
    byte[] bytes = "\"b\\u0062\"".getBytes(UTF_8);
    assertThat(JsonSteps.textIs(bytes, 0, bytes.length, "bb".getBytes(UTF_8))).isTrue();
    assertThat(JsonSteps.textIs(bytes, 0, bytes.length, "b".getBytes(UTF_8))).isFalse();
  }
}
