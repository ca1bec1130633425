package dev.weft.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One visit to the page, in a browser of its own. Used by one thread. */
final class Visit implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  private Visit(BrowserContext context) {
    this.context = context;
    page = context.newPage();
    page.onPageError(error -> complaints.add(error));
    page.onConsoleMessage(message -> {
      // What the collector refuses is said by the page itself.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(message.text());
      }
    });
  }

  static Visit to(ServedPage served, Browser browser) {
    return new Visit(
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(served.address())
                .setViewportSize(1600, 1000)
                .setReducedMotion(ReducedMotion.REDUCE)));
  }

  Visit size(int width, int height) {
    page.setViewportSize(width, height);
    return this;
  }

  Visit theme(ColorScheme theme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
    return this;
  }

  /** Goes to an address and waits until this is to be seen. */
  Visit go(String path, String selector) {
    page.navigate(path);
    return sees(selector);
  }

  Visit sees(String selector) {
    page.locator(selector).first().waitFor();
    return this;
  }

  Visit press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
    return this;
  }

  Visit type(String text) {
    page.keyboard().type(text);
    return this;
  }

  Visit click(String selector) {
    page.locator(selector).first().click();
    return this;
  }

  Locator all(String selector) {
    return page.locator(selector);
  }

  Page page() {
    return page;
  }

  /** Path and query of where it is. */
  String place() {
    return page.url().replaceFirst("^https?://[^/]+", "");
  }

  /** Waits until the address holds that text. */
  Visit comesTo(String text) {
    page.waitForURL(address -> address.contains(text));
    return this;
  }

  Visit picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    return this;
  }

  /** Nothing on the screen stands in the way of people who cannot see or use it as others do. */
  Visit accessible(String... butFor) {
    List<Rule> found =
        new AxeBuilder(page)
            .withTags(RULES).analyze().getViolations().stream()
                .filter(rule -> !List.of(butFor).contains(rule.getId()))
                .toList();
    assertThat(found)
        .as(place())
        .extracting(rule ->
            rule.getId()
                + ": "
                + rule.getNodes().stream()
                    .limit(3)
                    .map(node -> node.getHtml() + " " + node.getFailureSummary())
                    .toList())
        .isEmpty();
    return this;
  }

  /** Nothing stands out of the window: a phone would shrink the page to it, and lose its foot. */
  Visit fits() {
    Object size =
        page.evaluate(
            "() => { const all = document.documentElement;"
                + " return [all.scrollWidth - all.clientWidth, all.scrollHeight - all.clientHeight]; }");
    assertThat(size).as(place()).isEqualTo(List.of(0, 0));
    return this;
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }
}
