package dev.weft.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithBrowser.class)
class StreamScreenTest {
  private static final String FOCUSED = "#rows > .sel:not([hidden])";

  @Test
  void space_followsPausesAndFollowsAgain(Visit visit) {
    visit.go("/s", "#rows .r").press(" ").sees(".status .live").comesTo("live=1");

    visit.press(" ").sees(".status .paused");
    assertThat(visit.all(FOCUSED)).isVisible();

    visit.press(" ").sees(".status .live");
    assertThat(visit.all(FOCUSED)).hasCount(0);
    assertThat(visit.all(".jump")).hasCount(0);
  }

  @Test
  void escape_closesWhatIsOnTop_andNothingBelow(Visit visit) {
    visit.go("/s", "#rows .r").press("k").sees(FOCUSED);

    visit.press("Z").sees(".pop.over").press("Escape");
    assertThat(visit.all(".pop.over")).hasCount(0);

    visit.press("?").sees("dialog").press("Escape");
    assertThat(visit.all("dialog")).hasCount(0);
    assertThat(visit.all(FOCUSED)).isVisible();

    visit.press("Escape");
    assertThat(visit.all(FOCUSED)).hasCount(0);
  }

  @Test
  void stepBack_closesWhatIsOnTop(Visit visit) {
    visit.go("/s", "#rows .r").press("5").comesTo("q=level").press("?").sees("dialog");

    visit.page().goBack();
    assertThat(visit.all("dialog")).hasCount(0);
  }

  @Test
  void place_ofTheNewestRow_isTheLast(Visit visit) {
    visit.go("/s?q=name:checkout&from=-1h", "#rows .r").press("G").sees(FOCUSED);

    assertThat(visit.all(".status")).containsText(Pattern.compile("row\\s*(\\d+)\\s*of\\s*\\1\\b"));
  }

  @Test
  void focus_staysInView_whenTheWindowShrinks(Visit visit) {
    visit.go("/s", "#rows .r").press("k").sees(FOCUSED).size(390, 844);

    assertThat(visit.all("#rows > .r.sel .ms")).isInViewport();
  }

  @Test
  void refusedQuery_isGoneOnWriting(Visit visit) {
    visit.go("/s", "#rows .r").press("/").type("level: error").press("Enter").sees(".bar-msg");
    assertThat(visit.all("input.q-typed")).isFocused();

    visit.press("Tab").comesTo("q=level:error").sees("#rows .r");
    assertThat(visit.all(".bar-msg")).hasCount(0);
  }

  @Test
  void facet_isAMenu_whereThereIsNoRoom(Visit visit) {
    visit
        .size(1024, 768)
        .go("/s", "#rows .r")
        .click(".fc summary:has-text('host')")
        .click(".facet-menu .fv:has-text('pay-3')")
        .comesTo("q=host:pay-3");
    assertThat(visit.all(".pop.over")).hasCount(0);

    visit.size(390, 844).click(".fc summary:has-text('process')").sees(".facet-menu .fv");
    visit.press("Escape");
    assertThat(visit.all(".pop.over")).hasCount(0);
  }

  @Test
  void copiedLine_saysItsZone(Visit visit) {
    visit.go("/s?tz=Europe/Prague", "#rows .r").press("k").sees(FOCUSED);
    // What is copied is kept where a test can read it, whatever the browser permits.
    visit
        .page()
        .evaluate(
            """
            () => Object.defineProperty(navigator, 'clipboard', {
              value: { writeText: async (text) => { document.title = text; } },
            })
            """);

    visit.press("y", "y");
    assertThat(visit.page())
        .hasTitle(Pattern.compile("^\\d{4}-\\d\\d-\\d\\d [\\d:.]+\\+0[12]:00 "));

    visit.press("y", "q");
    assertThat(visit.page()).hasTitle("weft query '' --since -15m --tz 'Europe/Prague'");
  }

  @Test
  void emptyStretch_isSaidToBeEmpty(Visit visit) {
    visit.go("/s?q=host:mail-1", "#rows .r");
    visit.page().evaluate("() => document.querySelector('#screen > *').compare(1, 2)");

    assertThat(visit.all("[aria-label=Comparison]")).containsText("Nothing that matches");
  }
}
