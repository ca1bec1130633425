package dev.weft.daemon.http;

import dev.weft.daemon.config.HttpSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The page: the same document for each of its addresses, and its files. Usable from any thread.
 *
 * <p>It holds nothing of what was collected, so it needs no token; what it asks the API for does.
 */
final class PageEndpoint implements Endpoint {
  private static final String STREAM = "stream";
  // By what its addresses begin with, as the page itself reads them; and by the lens of the first.
  private static final Map<String, String> SCREENS =
      Map.of(
          "",
          STREAM,
          "s",
          STREAM,
          "e",
          STREAM,
          "t",
          "tree",
          "o",
          "object",
          "errors",
          "errors",
          "p",
          "processes",
          "v",
          "views");
  private static final Map<String, String> LENSES =
      Map.of("tree", "tree", "obj", "object", "err", "errors");
  // What a person types who knows the screens but not their letters.
  private static final Map<String, String> GUESSES =
      Map.of(
          "stream", "s",
          "events", "s",
          "tree", "t",
          "trees", "t",
          "object", "o",
          "objects", "o",
          "error", "errors",
          "processes", "p",
          "views", "v");
  // For who mistyped an address into a browser: in words, and with the way to what there is.
  private static final byte[] NOTHING_HERE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light dark">
      <title>nothing here · weft</title>
      <h1>Nothing is at this address</h1>
      <p>What was collected is at <a href="/s">/s</a>; programs ask at <code>/api/v1</code>.
      """
          .getBytes(StandardCharsets.UTF_8);
  private static final String THEME = "weft-theme";
  private static final String ASSETS = "/assets/";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Gate gate;
  private final boolean served;
  private final Object lock = new Object();
  private @Nullable PageFiles loaded;

  PageEndpoint(HttpSettings settings, Gate gate) {
    this.served = settings.page();
    this.gate = gate;
  }

  @Override
  public void handle(Exchange exchange) throws Refused {
    String path = exchange.path();
    if (!Set.of("GET", "HEAD").contains(exchange.method())) {
      throw Refused.method(exchange.method(), path, "GET, HEAD");
    }
    if (exchange.parameter("token") != null && gate.guarded()) {
      takeToken(exchange);
    } else if (served && path.startsWith(ASSETS)) {
      asset(exchange, path.substring(ASSETS.length()));
    } else if (served && SCREENS.containsKey(beginning(path))) {
      index(exchange, screen(path, exchange.parameter("lens")));
    } else if (served && GUESSES.containsKey(beginning(path))) {
      redirect(exchange, 302, guessed(path), exchange.target().parameters());
    } else if (served && asksAsPerson(exchange) && files().file(path.substring(1)).isEmpty()) {
      exchange.header("Content-Security-Policy", "default-src 'none'");
      exchange.answer(404, "text/html; charset=utf-8", NOTHING_HERE);
    } else {
      file(exchange, path.substring(1)).answer(exchange, "no-cache");
    }
  }

  private static boolean asksAsPerson(Exchange exchange) {
    String accepted = exchange.header("Accept");
    return accepted != null && accepted.contains("text/html");
  }

  private static String screen(String path, @Nullable String lens) {
    String screen = SCREENS.getOrDefault(beginning(path), STREAM);
    return screen.equals(STREAM) && lens != null ? LENSES.getOrDefault(lens, screen) : screen;
  }

  private static String beginning(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path.substring(1) : path.substring(1, end);
  }

  private static String guessed(String path) {
    String beginning = beginning(path);
    return "/" + GUESSES.get(beginning) + path.substring(1 + beginning.length());
  }

  // A page that was open during an upgrade still asks for what it was made of; what there is now
  // serves it better than nothing, but not for ever.
  private void asset(Exchange exchange, String rest) throws Refused {
    int slash = rest.indexOf('/');
    String version = slash < 0 ? rest : rest.substring(0, slash);
    PageFile file = file(exchange, slash < 0 ? "" : rest.substring(slash + 1));
    boolean current = files().base().equals(ASSETS + version);
    file.answer(exchange, current ? FOR_EVER : "no-cache");
  }

  private PageFile file(Exchange exchange, String name) throws Refused {
    Optional<PageFile> file = served ? files().file(name) : Optional.empty();
    return file.orElseThrow(() ->
        Refused.notFound("there is nothing at " + exchange.path() + "; the API is at /api/v1"));
  }

  private void index(Exchange exchange, String screen) throws Refused {
    PageFile index =
        files()
            .index(screen, exchange.cookie(THEME))
            .orElseThrow(
                () -> Refused.notFound("this collector has no page; the API is at /api/v1"));
    exchange.header("Content-Security-Policy", files().policy());
    index.answer(exchange, "no-cache");
  }

  /** Reads the page before it is asked for. */
  void load() {
    if (served) {
      Optional<PageFile> unused = files().index(STREAM, null);
    }
  }

  private PageFiles files() {
    synchronized (lock) {
      PageFiles files = loaded;
      if (files == null) {
        files = PageFiles.load(PageEndpoint.class.getClassLoader());
        loaded = files;
      }
      return files;
    }
  }

  // The token leaves the address bar, the history and what is passed on to other sites.
  private void takeToken(Exchange exchange) throws Refused {
    String secret = String.valueOf(exchange.parameter("token"));
    if (gate.token(secret).isEmpty()) {
      throw Refused.noToken("that is no token of this collector");
    }
    String secure = exchange.request().isSecure() ? "; Secure" : "";
    exchange.header(
        "Set-Cookie",
        Gate.cookieName(exchange)
            + "="
            + encoded(secret)
            + "; Path=/; HttpOnly; SameSite=Strict"
            + secure);
    Map<String, String> parameters = new HashMap<>(exchange.target().parameters());
    parameters.remove("token");
    redirect(exchange, 303, exchange.target().path(), parameters);
  }

  private static void redirect(
      Exchange exchange, int status, String path, Map<String, String> parameters) {
    StringBuilder location = new StringBuilder();
    // Two slashes at the start would be another site.
    location.append('/').append(encoded(path.replaceFirst("^/+", "")).replace("%2F", "/"));
    char separator = '?';
    // The target has forgotten their order; sorted, an address is always the same.
    for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
      location.append(separator).append(encoded(parameter.getKey()));
      location.append('=').append(encoded(parameter.getValue()));
      separator = '&';
    }
    exchange.header("Location", location.toString());
    exchange.answer(status);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
