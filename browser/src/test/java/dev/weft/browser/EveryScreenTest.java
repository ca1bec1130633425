package dev.weft.browser;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(WithBrowser.class)
class EveryScreenTest {
  /** Addresses, and what is to be seen there. */
  private static final Map<String, String> SCREENS =
      Map.of(
          "/s",
          "#rows .r",
          "/t",
          ".tl.sel",
          "/t/" + Shop.FAILED + "?at=" + Shop.TIMEOUT,
          ".exc .cls",
          "/t/" + Shop.FAILED + "?lens=who",
          ".lane-bar",
          "/o",
          ".ol.sel",
          "/o/" + Shop.PAYMENT,
          ".o-state tbody tr",
          "/errors",
          ".eg.sel",
          "/p",
          ".p-seen li",
          "/v?save=1",
          "#v-name");

  static Stream<String> addresses() {
    return SCREENS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void screen_isUsableByEverybody(String address, Visit visit) {
    String name =
        "every"
            + address
                .replace(Shop.TIMEOUT, "")
                .replace(Shop.FAILED, "tree")
                .replaceAll("[^a-z]+", "-");

    visit.go(address, SCREENS.get(address)).picture(name + "-light").accessible();
    visit.theme(ColorScheme.DARK).picture(name + "-dark").accessible();
    visit.theme(ColorScheme.LIGHT).size(1024, 768).picture(name + "-1024").fits();
    // The sheet's buttons cover what is scrolled below them, as they should.
    visit.size(390, 844).picture(name + "-390").fits().accessible("target-size");
  }

  @Test
  void sheetThatDoesNotCome_keepsNoScreenBack(Visit visit) {
    visit.page().route("**/css/behind.css", Route::abort);

    visit.go("/v", "weft-views main");
  }
}
