package dev.weft.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Takes the times of the page of a collector that runs. No test: {@code ./benchmarks/run page}
 * starts it.
 *
 * <pre>PageFigures cold URL | tree URL ROOT SELECTOR | live URL SECONDS</pre>
 */
final class PageFigures {
  // The first finds a collector that has just been started, the others one that runs.
  private static final int TIMES = 7;

  // Both clocks begin with the navigation.
  private static final String FIRST_PAINT =
      "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1";

  // When the first element of that kind has been painted, so in the second frame after it is there.
  // Nothing looks for it frame by frame,
  // for that would make frames.
  private static final String PAINTED =
      """
      (selector) => new Promise((done) => {
        const there = () => document.querySelector(selector);
        const seen = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
        if (there()) return seen();
        const watch = new MutationObserver(() => {
          if (!there()) return;
          watch.disconnect();
          seen();
        });
        watch.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['hidden'] });
      })
      """;

  private static final String FROM_CACHE =
      "() => performance.getEntriesByType('resource').filter((each) => !each.transferSize).length";

  private static final String FRAMES =
      """
      (seconds) => new Promise((done) => {
        const gaps = [];
        let before = performance.now();
        const end = before + seconds * 1000;
        const frame = (now) => {
          gaps.push(now - before);
          before = now;
          if (now < end) requestAnimationFrame(frame);
          else done([gaps.length / seconds, Math.max(...gaps)]);
        };
        requestAnimationFrame(frame);
      })
      """;

  private PageFigures() {}

  public static void main(String[] arguments) {
    String url = arguments[1];
    try (Chromium chromium = Chromium.start(Chromium.installed().orElseThrow())) {
      switch (arguments[0]) {
        case "cold" -> cold(chromium.browser(), url);
        case "tree" -> tree(chromium.browser(), url, arguments[2], arguments[3]);
        case "live" -> live(chromium.browser(), url, Integer.parseInt(arguments[2]));
        default -> throw new IllegalArgumentException("unknown: " + arguments[0]);
      }
    }
  }

  /**
   * Each time in a new tab of one window, with an empty cache. A new window each time would cost
   * the browser itself half a second of both cores, for its own parts.
   */
  private static void cold(Browser browser, String url) {
    List<Double> paints = new ArrayList<>();
    List<Double> rows = new ArrayList<>();
    try (BrowserContext context = context(browser)) {
      Page window = context.newPage();
      CDPSession tools = context.newCDPSession(window);
      for (int i = 0; i < TIMES; i++) {
        Page page = tab(context);
        tools.send("Network.clearBrowserCache");
        page.navigate(
            url + "/s?from=-24h", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        rows.add(number(page.evaluate(PAINTED, "#rows .r:not([hidden])")));
        paints.add(number(page.evaluate(FIRST_PAINT)));
        if (number(page.evaluate(FROM_CACHE)) > 0) {
          throw new IllegalStateException("the cache was not empty");
        }
        leave(page, window);
      }
    }
    say("first paint, cold", paints, "ms");
    say("first rows, cold", rows, "ms");
  }

  /** A new tab, when the browser is done with making it: a person's is there before the visit. */
  private static Page tab(BrowserContext context) {
    Page page = context.newPage();
    page.waitForTimeout(1_500);
    return page;
  }

  /**
   * Lets the visitor look for a moment and leave, and the collector give up what the page had still
   * to be told: the next one finds it at rest.
   */
  private static void leave(Page page, Page window) {
    page.waitForTimeout(1_000);
    page.close();
    window.waitForTimeout(1_000);
  }

  private static void tree(Browser browser, String url, String root, String selector) {
    List<Double> times = new ArrayList<>();
    try (BrowserContext context = context(browser)) {
      Page window = context.newPage();
      for (int i = 0; i < TIMES; i++) {
        Page page = tab(context);
        page.navigate(url + "/errors");
        page.locator("weft-errors main").first().waitFor();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        // From within the page, as a person goes there: its modules are loaded.
        page.evaluate(
            "(path) => { history.pushState(null, '', path); window.asked = performance.now();"
                + " dispatchEvent(new PopStateEvent('popstate')); }",
            "/t/" + root);
        double painted = number(page.evaluate(PAINTED, selector));
        times.add(painted - number(page.evaluate("() => window.asked")));
        leave(page, window);
      }
    }
    say("tree " + root.substring(0, 8) + " painted", times, "ms");
  }

  private static void live(Browser browser, String url, int seconds) {
    try (BrowserContext context = context(browser)) {
      Page page = context.newPage();
      page.navigate(url + "/s?from=-15m&live=1");
      page.locator("#rows .r:not([hidden])").first().waitFor();
      CDPSession tools = context.newCDPSession(page);
      page.evaluate(FRAMES, 5);
      double before = heap(tools, page);
      List<?> frames = (List<?>) page.evaluate(FRAMES, seconds);
      double after = heap(tools, page);
      System.out.printf(
          Locale.ROOT,
          "live for %d s                    %.1f frames/s, longest %.0f ms, heap %.1f to %.1f MB%n",
          seconds,
          number(frames.get(0)),
          number(frames.get(1)),
          before / 1e6,
          after / 1e6);
    }
  }

  private static double heap(CDPSession tools, Page page) {
    tools.send("HeapProfiler.enable");
    tools.send("HeapProfiler.collectGarbage");
    return number(page.evaluate("() => performance.memory.usedJSHeapSize"));
  }

  private static BrowserContext context(Browser browser) {
    return browser.newContext(new Browser.NewContextOptions().setViewportSize(1600, 1000));
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static void say(String name, List<Double> times, String unit) {
    double first = times.get(0);
    Collections.sort(times);
    System.out.printf(
        Locale.ROOT,
        "%-32s median %8.1f %s  slowest %8.1f %s  first %8.1f %s%n",
        name,
        times.get(times.size() / 2),
        unit,
        times.get(times.size() - 1),
        unit,
        first,
        unit);
  }
}
