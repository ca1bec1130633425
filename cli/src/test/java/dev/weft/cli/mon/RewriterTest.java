package dev.weft.cli.mon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          {"a":null,"b":"","c":[],"d":{},"e":1}  | {"e":1}
          {"e":{"f":[]}}                         | -
          {"e":{"f":[],"g":0},"h":false}         | {"e":{"g":0},"h":false}
          {"a":[null,1,""]}                      | {"a":[null,1,""]}
          {"a":[null,{"b":""}],"c":1}            | {"c":1}
          {"a":[{"b":"","c":2}]}                 | {"a":[{"c":2}]}
          { "a" : [ ] , "b" : { } , "c" : 2 }    | {"c":2}
          []                                     | -
          "x"                                    | "x"
          """)
  void drop_goesUpwards_andLeavesArraysTheirPlaces(String message, String left) {
    assertThat(rewrite(message, Drop.EMPTY)).isEqualTo(left == null ? "" : left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          {"a":0,"b":-0.0,"c":0e9,"d":false,"e":true,"f":1e0} | {"e":true,"f":1e0}
          {"a":{"b":0},"c":NaN,"d":0.01,"e":-Infinity}       | {"c":NaN,"d":0.01,"e":-Infinity}
          {"a":[0,false]}                                    | -
          """)
  void dropTwice_takesZeroAndFalseToo(String message, String left) {
    assertThat(rewrite(message, Drop.FALSY)).isEqualTo(left == null ? "" : left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          {"a":0,"b":"","c":null,"d":false,"e":{},"f":[],"g":1} | {"g":1}
          {"e":{"f":[]}}                                        | {"e":{}}
          {"a":[0,{"b":0}]}                                     | {"a":[0,{"b":0}]}
          {"a":0}                                               | -
          0                                                     | -
          {}                                                    | -
          """)
  void lcmonsDrop_asksOnTheWayDownAndLeavesArraysAlone(String message, String left) {
    Rewriter rewriter = new Rewriter(List.of(), Drop.FALSY_AS_FOUND, false, Rewriter.WHOLE);
    assertThat(rewriter.rewrite(Span.of(message)).toString()).isEqualTo(left == null ? "" : left);
  }

  @Test
  void trimmedKeys_areGoneAtAnyDepth_inArraysOnlyWhereWished() {
    String message = "{\"a\":1,\"b\":{\"a\":{\"c\":2},\"d\":3},\"e\":[{\"a\":4,\"f\":5}]}";
    Rewriter all = new Rewriter(List.of("a", "x"), Drop.NOTHING, true, Rewriter.WHOLE);
    assertThat(all.rewrite(Span.of(message)).toString())
        .isEqualTo("{\"b\":{\"d\":3},\"e\":[{\"f\":5}]}");
    Rewriter lcmons = new Rewriter(List.of("a", "x"), Drop.NOTHING, false, Rewriter.WHOLE);
    assertThat(lcmons.rewrite(Span.of(message)).toString())
        .isEqualTo("{\"b\":{\"d\":3},\"e\":[{\"a\":4,\"f\":5}]}");
  }

  @Test
  void whatTrimmingEmpties_isDroppedInTheSameWalk() {
    Rewriter rewriter = new Rewriter(List.of("a"), Drop.EMPTY, true, Rewriter.WHOLE);
    assertThat(rewriter.rewrite(Span.of("{\"b\":{\"a\":1},\"c\":2}")).toString())
        .isEqualTo("{\"c\":2}");
  }

  @Test
  void longText_isCut_betweenCharacters() {
    Rewriter rewriter = new Rewriter(List.of(), Drop.NOTHING, true, 3);
    assertThat(rewriter.rewrite(Span.of("{\"a\":\"abcdef\",\"b\":\"abc\"}")).toString())
        .isEqualTo("{\"a\":\"abc… (3 more characters)\",\"b\":\"abc\"}");
    assertThat(rewriter.rewrite(Span.of("\"ab\\ud83d\\ude00c\"")).toString())
        .isEqualTo("\"ab… (3 more characters)\"");
    assertThat(rewriter.rewrite(Span.of("\"\\u00e9\\u00e9\"")).toString()).isEqualTo("\"éé\"");
  }

  private static String rewrite(String message, Drop drop) {
    return new Rewriter(List.of(), drop, true, Rewriter.WHOLE).rewrite(Span.of(message)).toString();
  }
}
