package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
  private final Visible visible = new Visible(false);

  @Test
  void controls_areShownNotDone() {
    assertThat(visible.line("a\033[2Jb\rc\u0007")).isEqualTo("a␛[2Jb␍c␇");
    assertThat(visible.line("\u009b31m\u007f\u202e")).isEqualTo("\\u009b31m\\u007f\\u202e");
    assertThat(new Visible(true).line("\033[2J\n")).isEqualTo("^[[2J^J");
  }

  @Test
  void letters_stayAsTheyAre() {
    String text = "grüße, 世界, עברית, 👍🏽";
    assertThat(visible.line(text)).isEqualTo(text);
    assertThat(visible.line("lone \ud83d half")).isEqualTo("lone \\ud83d half");
  }

  @Test
  void lines_areSplitAndTabsBecomeSpaces() {
    assertThat(visible.lines("a\r\n\tb")).containsExactly("a", "    b");
    assertThat(visible.lines("")).containsExactly("");
  }

  @Test
  void cut_countsCharactersNotHalves() {
    assertThat(Visible.cut("👍👍👍", 3, "…")).isEqualTo("👍👍👍");
    assertThat(Visible.cut("👍👍👍", 2, "…")).isEqualTo("👍…");
  }
}
