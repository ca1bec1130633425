package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawEventTest {
  private static final String RECORD =
      "{\"name\": \"a\\u0062c\", \"levelno\": 20, \"created\": 1795165727.1311595, \"ok\": true,"
          + " \"none\": null, \"context\": {\"key\": \"1@u\", \"user\": \"leo\", \"a.b\": 1,"
          + " \"deep\": {\"token\": \"x\"}}, \"na\\u006De2\": \"é\", \"list\": [1, 2]}";

  @Test
  void beginning_cutsNoEscapeAndNoCharacter() {
    String json = "{\"x\":\"ab\\n\\u00e9é\uD83D\uDE00z\",\"y\":[1,22]}";
    String whole = "ab\né" + "é\uD83D\uDE00z";
    RawEvent event = view(json);
    for (int most = 0; most < 30; most++) {
      assertThat(event.find(path("x"))).isTrue();
      String beginning = event.foundBeginning(most);
      assertThat(whole).startsWith(beginning);
      assertThat(beginning).doesNotContain("\uFFFD");
      assertThat(beginning.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Math.max(0, most));
    }
    assertThat(event.foundBeginning(100)).isEqualTo(whole);
    assertThat(event.find(path("y"))).isTrue();
    assertThat(event.foundBeginning(100)).isEqualTo("[1,22]");
    assertThat(event.foundBeginning(3)).isEqualTo("[1,");
  }

  @Test
  void values_areFoundByPath() {
    RawEvent event = view(RECORD);

    assertThat(event.problem()).isNull();
    assertThat(event.text(path("name"))).isEqualTo("abc");
    assertThat(event.text(path("levelno"))).isEqualTo("20");
    assertThat(event.number(path("created"))).isEqualTo(1795165727.1311595);
    assertThat(event.number(path("name"))).isNaN();
    assertThat(event.text(path("ok"))).isEqualTo("true");
    assertThat(event.has(path("none"))).isTrue();
    assertThat(event.text(path("none"))).isNull();
    assertThat(event.has(path("nothing"))).isFalse();
    assertThat(event.text(path("context.user"))).isEqualTo("leo");
    assertThat(event.text(path("context.a.b"))).isEqualTo("1");
    assertThat(event.text(path("context.deep.token"))).isEqualTo("x");
    assertThat(event.text(path("name2"))).isEqualTo("é");
    assertThat(event.value(path("list"))).isEqualTo(List.of(1L, 2L));
    assertThat(event.value(path("context.deep"))).isEqualTo(Map.of("token", "x"));
  }

  @Test
  void textEquals_seesThroughEscapes() {
    RawEvent event = view(RECORD);

    assertThat(event.textEquals(path("name"), bytes("abc"))).isTrue();
    assertThat(event.textEquals(path("name"), bytes("a\\u0062c"))).isFalse();
    assertThat(event.textEquals(path("levelno"), bytes("20"))).isTrue();
    assertThat(event.textEquals(path("context.user"), bytes("le"))).isFalse();
    assertThat(event.textEquals(path("none"), bytes("null"))).isFalse();
  }

  @Test
  void longestName_wins() {
    RawEvent event = view("{\"a\":{\"b\":1,\"c\":2},\"a.b\":3}");

    assertThat(event.number(path("a.b"))).isEqualTo(3);
    assertThat(event.number(path("a.c"))).isEqualTo(2);
  }

  @Test
  void lastOfTheSameName_isRead_andAllAreChanged() {
    RawEvent event = view("{\"a\":1,\"b\":2,\"a\":3}");

    assertThat(event.number(path("a"))).isEqualTo(3);
    event.put(path("a"), 4);
    assertThat(event).satisfies(is("{\"a\":4,\"b\":2,\"a\":4}"));
    event.remove(path("a"));
    assertThat(event).satisfies(is("{\"b\":2}"));
  }

  @Test
  void put_keepsEveryOtherByte() {
    RawEvent event = view("{ \"a\" : 1.50 ,\"b\":\"\\u00e9\"} ");

    assertThat(event.edited()).isFalse();
    assertThat(event.put(path("c"), List.of(1, "x"))).isTrue();
    assertThat(event).satisfies(is("{ \"a\" : 1.50 ,\"b\":\"\\u00e9\",\"c\":[1,\"x\"]} "));
    event.put(path("a"), bytes("{\"n\":1}"));
    assertThat(event).satisfies(is("{ \"a\" : {\"n\":1} ,\"b\":\"\\u00e9\",\"c\":[1,\"x\"]} "));
    assertThat(event.number(path("a.n"))).isEqualTo(1);
    assertThat(event.value(path("c"))).isEqualTo(List.of(1L, "x"));
    assertThat(event.edited()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|a|{\"a\":0}",
        "{}|a.b.c|{\"a\":{\"b\":{\"c\":0}}}",
        "{\"a\":{}}|a.b|{\"a\":{\"b\":0}}",
        "{\"a\":{\"x\":1}}|a.b|{\"a\":{\"x\":1,\"b\":0}}",
        "{\"a\":null}|a.b|{\"a\":{\"b\":0}}",
        "{\"a\":1}|a.b|{\"a\":1,\"a.b\":0}",
        "{\"a.b\":{\"x\":1}}|a.b.c|{\"a.b\":{\"x\":1,\"c\":0}}",
        "{\"x\":{\"t\":1},\"y\":{\"t\":2},\"z\":3}|*.t|{\"x\":{\"t\":0},\"y\":{\"t\":0},\"z\":3}",
        "{\"c\":{\"a\":1,\"b\":[2]}}|c.*|{\"c\":{\"a\":0,\"b\":0}}",
        "{\"c\":{}}|*.a|{\"c\":{}}"
      })
  void put_makesWhatIsMissing(String before, String path, String after) {
    RawEvent event = view(before);
    event.put(path(path), 0);

    assertThat(event).satisfies(is(after));
    assertThat(event.textEquals(path(path), bytes("0"))).isEqualTo(!before.equals(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1}|a|{}",
        "{\"a\":1, \"b\":2}|a|{\"b\":2}",
        "{\"a\":1 , \"b\":2 }|b|{\"a\":1  }",
        "{\"c\":{\"a\":1,\"b\":2},\"d\":3}|c.*|{\"c\":{},\"d\":3}",
        "{\"x\":{\"t\":1},\"y\":{\"t\":2,\"u\":3}}|*.t|{\"x\":{},\"y\":{\"u\":3}}",
        "{\"a\":1}|b|{\"a\":1}"
      })
  void remove_takesAComma(String before, String path, String after) {
    RawEvent event = view(before);

    assertThat(event.remove(path(path))).isEqualTo(!before.equals(after));
    assertThat(event).satisfies(is(after));
    assertThat(new RawEvent().over(event.toBytes()).problem()).isNull();
  }

  @Test
  void members_areToldInOrder() {
    RawEvent event = view("{\"a\":1,\"\\u0062\":[]}");

    assertThat(event.members()).isEqualTo(2);
    assertThat(event.member(1)).isEqualTo("b");
    assertThat(event.kind()).isEqualTo(JsonKind.ARRAY);
    assertThat(event.valueEnd() - event.valueStart()).isEqualTo(2);
    assertThatThrownBy(() -> event.member(2)).hasMessage("member 2 of 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | expected a JSON object, found the end at byte 0",
        "[1] | expected a JSON object, found '[' at byte 0",
        "{\"a\":01} | expected ',' or '}', found '1' at byte 6",
        "{\"a\":1,} | expected a name in quotes, found '}' at byte 7",
        "{\"a\":\"\\x\"} | expected one of \"\\/bfnrtu behind the backslash, found 'x' at byte 7",
        "{\"a\":\"x | expected a closing quote, found the end at byte 7",
        "{\"a\":nul} | expected null, found '}' at byte 8",
        "{} {} | expected nothing more, found '{' at byte 3"
      })
  void problem_saysWhatAndWhere(String record, String problem) {
    RawEvent event = view(record);

    assertThat(event.problem()).isEqualTo(problem);
    assertThat(event.has(path("a"))).isFalse();
    assertThat(event.put(path("a"), 1)).isFalse();
    assertThat(event.remove(path("a"))).isFalse();
    assertThat(event.members()).isZero();
  }

  @Test
  void depth_isLimited() {
    String deepest = "{\"a\":" + "[".repeat(199) + "]".repeat(199) + "}";

    assertThat(view(deepest).problem()).isNull();
    assertThat(view("{\"a\":" + "[".repeat(100_000)).problem())
        .isEqualTo("expected no more than 200 levels, found '[' at byte 204");
  }

  @Test
  void brokenJson_isNotPut() {
    RawEvent event = view("{}");

    assertThatThrownBy(() -> event.put(path("a"), bytes("{"))).isInstanceOf(JsonException.class);
    assertThat(event).satisfies(is("{}"));
  }

  private static RawEvent view(String record) {
    byte[] padded = bytes("##" + record + "##");
    return new RawEvent().over(padded, 2, padded.length - 2);
  }

  private static ThrowingConsumer<RawEvent> is(String expected) {
    return event -> assertThat(new String(event.toBytes(), UTF_8)).isEqualTo(expected);
  }

  private static FieldPath path(String text) {
    return FieldPath.of(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
