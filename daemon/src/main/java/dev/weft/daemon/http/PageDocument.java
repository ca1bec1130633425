package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's document. What has to be there before anything is painted, the style sheets and the
 * script of its head, is put into it, so that the first paint waits for one answer. The policy
 * permits these by their digests, and nothing else that stands in a document.
 *
 * <p>Immutable, usable from any thread.
 */
final class PageDocument {
  private static final Pattern BLOCKING =
      Pattern.compile(
          "<link rel=\"stylesheet\" href=\"\\{\\{base\\}\\}/([^\"]+)\">"
              + "|<script src=\"\\{\\{base\\}\\}/([^\"]+)\"></script>");
  private static final String SCREEN = "{{screen}}";

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
    List<String> styles = new ArrayList<>();
    List<String> scripts = new ArrayList<>();
    Matcher blocking = BLOCKING.matcher(index);
    int body = index.indexOf("<body");
    blocking.region(0, body < 0 ? index.length() : body);
    while (blocking.find()) {
      boolean style = blocking.group(1) != null;
      String name = style ? blocking.group(1) : blocking.group(2);
      byte[] bytes = contents.get(name);
      if (bytes == null) {
        throw new IllegalStateException("the page lacks " + name);
      }
      String inline = new String(bytes, UTF_8);
      (style ? styles : scripts).add(inline);
      String tag = style ? "style>" : "script>";
      blocking.appendReplacement(text, Matcher.quoteReplacement('<' + tag + inline + "</" + tag));
    }
    blocking.appendTail(text);
    return new PageDocument(text.toString().replace("{{base}}", base), policy(styles, scripts));
  }

  private static String policy(List<String> styles, List<String> scripts) {
    return "default-src 'self'; script-src 'self'"
        + digests(scripts)
        + "; style-src 'self'"
        + digests(styles)
        + "; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
  }

  private static String digests(List<String> texts) {
    StringBuilder digests = new StringBuilder();
    for (String text : texts) {
      byte[] digest = PageFiles.sha256().digest(text.getBytes(UTF_8));
      digests.append(" 'sha256-").append(Base64.getEncoder().encodeToString(digest)).append('\'');
    }
    return digests.toString();
  }

  /** It, for an address of that screen, whose module is wanted at once. */
  byte[] on(String screen) {
    return text.replace(SCREEN, screen).getBytes(UTF_8);
  }

  /** What the page may load and run. */
  String policy() {
    return policy;
  }
}
