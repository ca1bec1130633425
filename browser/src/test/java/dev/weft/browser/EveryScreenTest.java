package dev.weft.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(WithBrowser.class)
class EveryScreenTest {
  private static final Map<String, String> SCREENS =
      Map.of(
          "/s",
          ".r",
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

  static Stream<Arguments> looks() {
    return SCREENS.keySet().stream()
        .sorted()
        .flatMap(path ->
            List.of(1600, 1024, 390).stream()
                .map(width ->
                    Arguments.of(
                        path, width, width == 1024 ? ColorScheme.DARK : ColorScheme.LIGHT)));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void screen_isUsableByEverybody(String path, int width, ColorScheme theme, Visit visit) {
    String name = path.replaceAll("\\?.*|[^a-z]", "") + width;

    visit
        .size(width, width == 390 ? 844 : 1000)
        .theme(theme)
        .go(path, SCREENS.get(path))
        .picture("every-" + name + theme)
        .accessible();

    visit.theme(theme == ColorScheme.DARK ? ColorScheme.LIGHT : ColorScheme.DARK).accessible();
  }
}
