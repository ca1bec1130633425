package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's document. What has to be there before anything is painted, the style sheets of its
 * head and the theme that was chosen, is put into it, and so is the head's module, which loads all
 * else: the first paint waits for one answer. The policy permits these by their digests, and
 * nothing else that stands in a document.
 *
 * <p>Immutable, usable from any thread.
 */
final class PageDocument {
  /** What can be chosen; without a choice it is the system's. */
  static final List<String> THEMES = List.of("light", "dark");

  /** How the document names a style sheet, on a line of its own; the group is its file. */
  static final Pattern SHEET =
      Pattern.compile("<link rel=\"stylesheet\" href=\"\\{\\{base\\}\\}/([^\"]+)\">\\R?");

  private static final Pattern MODULE =
      Pattern.compile("<script type=\"module\" src=\"\\{\\{base\\}\\}/([^\"]+)\"></script>");

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
    int body = index.indexOf("<body");
    int end = body < 0 ? index.length() : body;
    String head = index.substring(0, end);
    StringBuilder sheets = new StringBuilder();
    StringBuilder modules = new StringBuilder();
    head =
        put(
            head,
            SHEET,
            file -> JoinedStyles.plain(PageFiles.text(contents, file)),
            text -> "<style>" + text + "</style>\n",
            sheets);
    head =
        put(
            head,
            MODULE,
            file -> PageFiles.text(contents, file),
            text -> "<script type=\"module\">" + text + "</script>",
            modules);
    return new PageDocument(
        (head + index.substring(end)).replace("{{base}}", base),
        "default-src 'self'; script-src 'self'"
            + modules
            + "; style-src 'self'"
            + sheets
            + "; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'");
  }

  /**
   * Puts what is in the files that are named into the head, and adds their digests to the others.
   */
  private static String put(
      String head,
      Pattern named,
      UnaryOperator<String> read,
      UnaryOperator<String> enclose,
      StringBuilder digests) {
    return named
        .matcher(head)
        .replaceAll(found -> {
          String text = read.apply(found.group(1));
          byte[] digest = PageFiles.sha256().digest(text.getBytes(UTF_8));
          digests.append(" 'sha256-");
          digests.append(Base64.getEncoder().encodeToString(digest)).append('\'');
          return Matcher.quoteReplacement(enclose.apply(text));
        });
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
