package dev.weft.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithBrowser.class)
class TextTest {
  @Test
  void charactersThatHideOrTurn_areShown(Visit visit) {
    visit.go("/v", "weft-views main");

    Object shown =
        visit
            .page()
            .evaluate(
                """
                async () => {
                  const main = document.querySelector('script[src]').src;
                  const { picture } = await import(new URL('text.js', main).href);
                  return picture('a\\u0007b\\u202ec\\u061cd\\u2028e');
                }
                """);

    assertThat(shown).isEqualTo("a␇b⟨U+202E⟩c⟨U+061C⟩d⟨U+2028⟩e");
  }
}
