package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinedStylesTest {
  private static final String HEAD =
      """
      <head>
      <link rel="stylesheet" href="{{base}}/first.css">
      </head>
      <body>
      <p>shell
      """;
  private static final String TWO =
      """
      <link rel="stylesheet" href="{{base}}/css/a.css">
      <link rel="stylesheet" href="{{base}}/css/b.css">
      """;

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void sheetsOfTheBody_areOneFile_inTheirOrder_withoutComments() {
    Map<String, byte[]> joined =
        JoinedStyles.of(
            Map.of(
                "index.html", bytes(HEAD + TWO + "</body>"),
                "css/a.css", bytes("/* a word, ** and\n another */\n.a { top: 0; }\n"),
                "css/b.css", bytes(".b::before { content: \"/\"; } /* end */\n")));

    assertThat(joined.get("css/behind.css"))
        .asString(UTF_8)
        .isEqualTo(".a { top: 0; }\n.b::before { content: \"/\"; } ");
    assertThat(joined.get("index.html"))
        .asString(UTF_8)
        .isEqualTo(HEAD + "<link rel=\"stylesheet\" href=\"{{base}}/css/behind.css\">\n</body>");
  }

  @Test
  void aBodyWithoutSheets_staysAsItIs() {
    assertThat(JoinedStyles.of(Map.of("index.html", bytes(HEAD + "</body>")))).isEmpty();
    assertThat(JoinedStyles.of(Map.of())).isEmpty();
  }

  @Test
  void aSheetThatIsMissing_isNamed() {
    Map<String, byte[]> contents =
        Map.of("index.html", bytes(HEAD + TWO), "css/a.css", bytes(".a {}\n"));

    assertThatThrownBy(() -> JoinedStyles.of(contents))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the page lacks css/b.css");
  }
}
