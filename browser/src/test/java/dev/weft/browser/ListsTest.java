package dev.weft.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithBrowser.class)
class ListsTest {
  private static final String STATE = "**/api/v1/state";

  // As after a start: what the collector says of its store, with no event in it.
  private static void asNew(Route route) {
    String state = route.fetch().text().replaceFirst("\"events\":\\d+", "\"events\":0");
    route.fulfill(new Route.FulfillOptions().setBody(state).setContentType("application/json"));
  }

  @Test
  void listsOfAnEmptyStore_sayHowToBegin_andNoticeTheFirstEvent(Visit visit) {
    visit.page().clock().install();
    visit.page().route(STATE, ListsTest::asNew);
    for (String list : new String[] {"/s?lens=tree", "/s?lens=obj"}) {
      visit.go(list + "&q=name:nobody", ".empty h3");
      Locator title = visit.all(".empty h3");
      assertThat(title).containsText("Nothing has arrived yet");
      visit.picture("nothing-yet" + list.substring(list.indexOf('=')));

      visit.page().unroute(STATE);
      visit.page().clock().runFor(3_500);
      assertThat(title).not().containsText("Nothing has arrived yet");
      visit.page().route(STATE, ListsTest::asNew);
    }
  }
}
