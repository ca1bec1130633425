package dev.weft.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithBrowser.class)
class ViewsScreenTest {
  @Test
  void view_isSavedOpenedDeletedAndBroughtBack(Visit visit) {
    visit
        .go("/errors?q=level:error&from=-1h", ".eg")
        .press("S")
        .sees("#v-name")
        .type("Slow cards")
        .press("Enter")
        .sees(".vl a:text-is('Slow cards')")
        .picture("views");
    assertThat(visit.all(".vl.sel")).containsText("errors");

    visit.click(".acts button:text-is('delete')");
    assertThat(visit.all(".vl a:text-is('Slow cards')")).hasCount(0);

    visit.press("u").sees(".vl a:text-is('Slow cards')").press("Enter").sees(".eg");
    visit.comesTo("q=level:error");
  }

  @Test
  void unknownView_saysSo(Visit visit) {
    visit.go("/v/nobody", ".empty h3");

    assertThat(visit.all(".empty h3")).hasText("No such view here");
  }

  @Test
  void chosenTheme_isThereBeforeAnythingRuns_alsoNextTime(Visit visit) {
    visit.go("/v", "weft-views main").click("[aria-label=Theme]").sees("html[data-theme=dark]");

    visit
        .go("/s", "html[data-theme=dark]")
        .click("[aria-label=Theme]")
        .sees("html[data-theme=light]");
  }
}
