package dev.weft.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithBrowser.class)
class TreeScreenTest {
  private static final String SELECTED = ".tree-rows .tr.sel:not([hidden])";
  private static final String ROWS = ".tree-rows .tr:not([hidden])";
  private static final String HERE = "/t/" + Shop.FAILED + "?at=" + Shop.TIMEOUT;

  @Test
  void tree_opensAtTheEventItWasComeFrom(Visit visit) {
    visit.go(HERE, ".tree-rows .here").picture("tree");

    assertThat(visit.all(SELECTED)).containsText("timeout after 500 ms");
    assertThat(visit.all(SELECTED)).containsText("you are here");
    assertThat(visit.all(".tree-rows .g.xe")).hasCount(3);
    assertThat(visit.all(".tree-sub")).containsText("checkout");
  }

  @Test
  void holes_areDrawn(Visit visit) {
    visit.go(HERE, ".tree-rows .here");

    assertThat(visit.all(".tr.hole"))
        .containsText(new String[] {"events missing", "/3 begin not received"});
    assertThat(visit.all(".tr:has-text('notify-customer')")).containsText("no end");
  }

  @Test
  void taskThatFailed_showsItsException_askingOnce(Visit visit) {
    List<String> asked = new ArrayList<>();
    visit
        .page()
        .onRequest(request -> {
          if (request.url().contains("/api/v1/events/")) {
            asked.add(request.url());
          }
        });
    visit.go("/t/" + Shop.FAILED + "/2", ".detail .exc .cls").picture("tree-failed");
    assertThat(visit.all(".detail .d-title")).hasText("charge");
    assertThat(visit.all(".detail .exc")).containsText("order 48213 is not paid");
    assertThat(visit.all(".detail .exc .own").first()).containsText("ChargeTask.run");
    assertThat(visit.all(".detail a:text-is('1@" + Shop.FAILED + "/2')")).isVisible();

    visit.click(ROWS + " .nme:text-is('reserve-stock')");
    assertThat(visit.all(".detail .d-title")).hasText("reserve-stock");
    assertThat(visit.all(".detail .exc")).hasCount(0);

    visit.click(ROWS + " .nme:text-is('charge')");
    assertThat(visit.all(".detail .exc")).containsText("order 48213 is not paid");
    org.assertj.core.api.Assertions.assertThat(asked).hasSize(1);
  }

  @Test
  void traceOfAnotherSystem_isNamedByItsTaskHere_andHasNoHole(Visit visit) {
    visit.go("/t/" + Shop.PROXIED, ".tr:has-text('begun elsewhere')");

    assertThat(visit.all(".tree-sub h1")).hasText("browse");
    assertThat(visit.all(".tr:has-text('/53995c…')")).hasAttribute("aria-expanded", "true");
    assertThat(visit.all(".tr.hole")).hasCount(0);
  }

  @Test
  void keys_foldAndWalk(Visit visit) {
    visit.go(HERE, ".tree-rows .here").press("h");
    assertThat(visit.all(SELECTED)).containsText("authorize");
    assertThat(visit.all(SELECTED)).hasAttribute("aria-expanded", "true");

    visit.press("h");
    assertThat(visit.all(SELECTED)).hasAttribute("aria-expanded", "false");

    visit.press("l");
    assertThat(visit.all(SELECTED)).hasAttribute("aria-expanded", "true");

    visit.press("g", "e");
    assertThat(visit.all(SELECTED)).containsText("timeout after 500 ms");
  }

  @Test
  void tree_thatStillUnfolds_canBeLeft(Visit visit) {
    visit.go("/t/" + GreatTree.ROOT, ".tree-rows .tr").press("j", "l", "]", "t").sees("#rows .r");
    visit.comesTo("/s");
  }

  @Test
  void run_unfoldsOnTheSpot(Visit visit) {
    visit.go(HERE, ".tree-rows .here").click(".tr:has-text('×3 fetch-rate') .tw");

    assertThat(visit.all(".tr:has-text('/2/1')")).containsText(new String[] {"fetch-rate"});
    assertThat(visit.all(".tree-rows .tr:not([hidden]) .nme:text-is('fetch-rate')")).hasCount(3);
  }

  @Test
  void greatTree_isAskedForInParts_asItIsUnfolded(Visit visit) {
    visit.go("/t/" + GreatTree.ROOT, ".tr:has-text('×" + GreatTree.PARTS + "')");
    assertThat(visit.all(ROWS)).hasCount(2);

    visit.press("j", "l").sees(".tr:has-text('part 9')").press("l");
    assertThat(visit.all(SELECTED)).containsText("part 1");
    visit.press("l").sees(".tr:has-text('×" + GreatTree.STEPS + "')").press("l");
    assertThat(visit.all(SELECTED)).containsText("×" + GreatTree.STEPS);
    visit.press("l").sees(".tr:has-text('step 9')").press("l");
    assertThat(visit.all(SELECTED)).containsText("step 1");

    // Two hundred of them came; behind these stands where the rest is.
    visit.press("J", "J", "J", "J", "J", "J").click(".more-rows:text('show 133 more')");
    assertThat(visit.all(".more-rows")).hasCount(0);
    assertThat(visit.all(".tr:has-text('step " + GreatTree.STEPS + "')").first()).isVisible();
  }

  @Test
  void filter_dimsThenRemovesThenEnds(Visit visit) {
    visit.go(HERE, ".tree-rows .here");
    int all = visit.all(".tree-rows .tr:not([hidden])").count();

    visit.click(".tree-filter input").type("level:>=error").press("Enter").sees(".tr.dim");
    assertThat(visit.all(".tree-rows .tr:not([hidden])")).hasCount(all);

    visit.press("Enter");
    assertThat(visit.all(".tr.dim:not([hidden])")).hasCount(0);

    visit.press("Escape");
    assertThat(visit.all(".tree-rows .tr:not([hidden])")).hasCount(all);
  }

  @Test
  void lenses_showTheSameTree(Visit visit) {
    visit
        .go(HERE, ".tree-rows .here")
        .click("[role=tab]:text-is('who')")
        .sees(".lane-bar")
        .picture("tree-who");
    assertThat(visit.all(".lane-head b")).containsText(new String[] {"web-1", "stock-2", "pay-3"});

    visit.click("[role=tab]:text-is('flat')").sees(".rows.flat .r").picture("tree-flat");
    assertThat(visit.all(".rows.flat .r:not([hidden])")).hasCount(20);

    visit.click("[role=tab]:text-is('critical path')").sees(".crit").picture("tree-path");
    visit.click("[role=tab]:text-is('bars')").sees(".wide-bars .tr").picture("tree-bars");
    assertThat(visit.page()).hasURL(Pattern.compile("lens=bars"));
  }

  @Test
  void criticalPath_labelsHideNoBars(Visit visit) {
    visit.go(HERE, ".tree-rows .here").click("[role=tab]:text-is('critical path')").sees(".crit");

    org.assertj.core.api.Assertions.assertThat(
            (Integer)
                visit
                    .page()
                    .evaluate(
                        "() => Math.max(...[...document.querySelectorAll('.bar > b')].map((each) => each.offsetWidth))"))
        .isBetween(1, 120);
  }

  @Test
  void deepTask_keepsItsNameWithinItsColumn(Visit visit) {
    visit.go("/t/" + DeepWork.ROOT + "?at=0@" + DeepWork.DEEPEST, ".tree-rows .here");
    assertThat(visit.all(SELECTED)).containsText("…/1/1/1");

    for (int width : new int[] {1600, 1024, 390}) {
      visit.size(width, 844).picture("tree-deep-" + width);
      assertThat(visit.all(SELECTED + " .nme")).isInViewport();
      org.assertj.core.api.Assertions.assertThat(
              visit
                  .page()
                  .evaluate(
                      """
                      () => [...document.querySelectorAll('.tree-rows .tr:not([hidden]) .nme')].filter((each) => {
                        const name = each.getBoundingClientRect();
                        return name.width < 20 || name.right > each.closest('.nm').getBoundingClientRect().right + 1;
                      }).length
                      """))
          .isEqualTo(0);
    }
  }

  @Test
  void deepTask_isNamedWithTheNearestOfItsPath(Visit visit) {
    visit.go("/s?from=0&at=1@" + DeepWork.DEEPEST, ".path .here");

    assertThat(visit.all(".path li")).hasCount(9);
    visit.click(".path button:text-is('53 tasks between')");
    assertThat(visit.all(".path li")).hasCount(61);
  }

  @Test
  void shortId_thatMeansSeveralTrees_letsChoose(Visit visit) {
    visit.go("/t/" + Shop.TWIN, ".choice").picture("tree-choose");

    assertThat(visit.all(".choice")).hasCount(2);
    visit.click(".choice").sees(".tree-rows .tr");
  }

  @Test
  void unknownTree_saysWhatItMayBe(Visit visit) {
    visit.go("/t/ffffffffffff", ".empty h3").picture("tree-unknown");

    assertThat(visit.all(".empty h3")).hasText("No such tree here");
  }

  @Test
  void list_opensWithTheKeyboard(Visit visit) {
    visit.go("/t", ".tl.sel").press("e", "Enter").sees(".tree-rows .tr");

    visit.comesTo("/t/" + Shop.FAILED);
  }

  @Test
  void hostileText_staysText(Visit visit) {
    visit.go(HERE, ".tree-rows .here").sees(".tr:has-text('<img src=x onerror=')");

    org.assertj.core.api.Assertions.assertThat(visit.page().evaluate("() => window.hurt ?? 0"))
        .isEqualTo(0);
    assertThat(visit.all(".tree-rows img, .tree-rows script")).hasCount(0);
  }
}
