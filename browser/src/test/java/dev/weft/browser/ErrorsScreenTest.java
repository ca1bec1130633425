package dev.weft.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithBrowser.class)
class ErrorsScreenTest {
  private static final String TIMEOUT = ".eg:has-text('AcquirerTimeoutException')";

  @Test
  void group_saysWhyItIsOne(Visit visit) {
    visit.go("/errors", TIMEOUT).click(TIMEOUT).sees(".exc .cls").picture("errors");

    assertThat(visit.all(".why li")).not().hasCount(0);
    assertThat(visit.all(".why li.ne")).containsText("ignored");
    assertThat(visit.all(".exc .own").first()).containsText("CardClient.send");
  }

  @Test
  void enter_listsTheTasksThatWereHit(Visit visit) {
    visit
        .go("/errors", TIMEOUT)
        .click(TIMEOUT)
        .press("Enter")
        .sees(".et a")
        .picture("errors-tasks");
    assertThat(visit.all(".et").first()).containsText("checkout");

    visit.press("j", "Enter").sees(".tree-rows .here").comesTo("/t/" + Shop.FAILED);
  }

  @Test
  void noErrors_saysHowMuchWasSearched(Visit visit) {
    visit.go("/errors?q=name:browse", ".empty h3").picture("errors-none");

    assertThat(visit.all(".empty h3")).containsText("No errors");
    assertThat(visit.all(".empty")).containsText("searched");
  }
}
