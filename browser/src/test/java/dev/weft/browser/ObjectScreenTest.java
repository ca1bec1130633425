package dev.weft.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithBrowser.class)
class ObjectScreenTest {
  private static final String OBJECT = "/o/" + Shop.PAYMENT;
  private static final String STATE = ".o-state tr:has(td:first-child:text-is('state'))";

  @Test
  void state_isThatOfTheInstant(Visit visit) {
    visit.go(OBJECT, ".o-state tbody tr").picture("object");
    assertThat(visit.all(STATE)).containsText("\"declined\"");

    visit.press("[", "[");
    assertThat(visit.all(STATE)).containsText("\"pending\"");
    assertThat(visit.all(".o-changes [aria-pressed=true]")).containsText("#1");

    visit.press("g");
    assertThat(visit.all(STATE)).containsText("\"new\"");
    visit.press("G");
    assertThat(visit.all(STATE)).containsText("\"declined\"");
  }

  @Test
  void hiddenValue_keepsItsPlace(Visit visit) {
    visit.go(OBJECT, ".o-state tbody tr");

    assertThat(visit.all(".o-state .redact")).hasText("redacted");
  }

  @Test
  void compare_marksWhatDiffers(Visit visit) {
    visit
        .go(OBJECT, ".o-state tbody tr")
        .press("d", "[", "[")
        .sees("tr.diff")
        .picture("object-compare");

    assertThat(visit.all("tr.diff")).containsText(new String[] {"state"});
    visit.press("Escape");
    assertThat(visit.all("tr.diff")).hasCount(0);
  }

  @Test
  void longLife_showsTheEventsAroundTheInstant_andWhoMadeThem(Visit visit) {
    visit.go("/o/" + DeepWork.SHELF, ".o-rows .sel:has-text('#" + DeepWork.LAST + "')");

    visit.press("g").sees(".o-rows .sel:has-text('#0')");
    visit.press("G").sees(".o-rows .sel:has-text('#" + DeepWork.LAST + "')");
    visit.press("t").comesTo("/t/" + DeepWork.DEEPEST);
  }

  @Test
  void list_leadsToTheObject(Visit visit) {
    visit.go("/o", ".ol.sel").press("Enter").sees(".o-state tbody tr");

    visit.comesTo(OBJECT);
  }
}
