package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's document. What has to be there before anything is painted, the style sheets of its
 * head and the theme that was chosen, is put into it, so that the first paint waits for one answer
 * and for no script. The policy permits these sheets by their digests, and nothing else that stands
 * in a document.
 *
 * <p>Immutable, usable from any thread.
 */
final class PageDocument {
  /** What can be chosen; without a choice it is the system's. */
  static final List<String> THEMES = List.of("light", "dark");

  /** How the document names a style sheet, on a line of its own; the group is its file. */
  static final Pattern SHEET =
      Pattern.compile("<link rel=\"stylesheet\" href=\"\\{\\{base\\}\\}/([^\"]+)\">\\R?");

  private static final String SCREEN = "{{screen}}";
  private static final String THEME = "{{theme}}";

  private final String text;
  private final String policy;

  private PageDocument(String text, String policy) {
    this.text = text;
    this.policy = policy;
  }

  /**
   * Puts it together.
   *
   * @param index as it is written
   * @param contents the page's files by name
   * @param base where they are served
   */
  static PageDocument of(String index, Map<String, byte[]> contents, String base) {
    StringBuilder text = new StringBuilder();
    StringBuilder digests = new StringBuilder();
    Matcher sheet = SHEET.matcher(index);
    int body = index.indexOf("<body");
    sheet.region(0, body < 0 ? index.length() : body);
    while (sheet.find()) {
      String style = PageFiles.text(contents, sheet.group(1));
      sheet.appendReplacement(text, Matcher.quoteReplacement("<style>" + style + "</style>\n"));
      byte[] digest = PageFiles.sha256().digest(style.getBytes(UTF_8));
      digests.append(" 'sha256-").append(Base64.getEncoder().encodeToString(digest)).append('\'');
    }
    sheet.appendTail(text);
    return new PageDocument(
        text.toString().replace("{{base}}", base),
        "default-src 'self'; style-src 'self'"
            + digests
            + "; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'");
  }

  /** It, for an address of that screen, whose module is wanted at once, in a theme or in none. */
  byte[] on(String screen, String theme) {
    String chosen = theme.isEmpty() ? "" : " data-theme=\"" + theme + "\"";
    return text.replace(SCREEN, screen).replace(THEME, chosen).getBytes(UTF_8);
  }

  /** What the page may load and run. */
  String policy() {
    return policy;
  }
}
