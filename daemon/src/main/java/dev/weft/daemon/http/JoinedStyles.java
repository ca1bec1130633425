package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the style sheets that the document names in its body into one file without comments. What
 * stands before them is painted while that one is on its way; {@link PageDocument} sees to those of
 * the head.
 */
final class JoinedStyles {
  private static final String JOINED = "css/behind.css";
  private static final Pattern SHEET =
      Pattern.compile("<link rel=\"stylesheet\" href=\"\\{\\{base\\}\\}/([^\"]+)\">\\R?");
  private static final Pattern COMMENT = Pattern.compile("/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/\\R?");

  private JoinedStyles() {}

  /** The joined file, and the document that names it; none where no body names a sheet. */
  static Map<String, byte[]> of(Map<String, byte[]> contents) {
    byte[] index = contents.get(PageFiles.INDEX);
    if (index == null) {
      return Map.of();
    }
    String document = new String(index, UTF_8);
    StringBuilder text = new StringBuilder();
    StringBuilder joined = new StringBuilder();
    Matcher sheet = SHEET.matcher(document);
    sheet.region(Math.max(0, document.indexOf("<body")), document.length());
    while (sheet.find()) {
      boolean first = joined.isEmpty();
      byte[] bytes = contents.get(sheet.group(1));
      if (bytes == null) {
        throw new IllegalStateException("the page lacks " + sheet.group(1));
      }
      joined.append(COMMENT.matcher(new String(bytes, UTF_8)).replaceAll(""));
      String link = first ? sheet.group().replace(sheet.group(1), JOINED) : "";
      sheet.appendReplacement(text, Matcher.quoteReplacement(link));
    }
    sheet.appendTail(text);
    return joined.isEmpty()
        ? Map.of()
        : Map.of(
            JOINED,
            joined.toString().getBytes(UTF_8),
            PageFiles.INDEX,
            text.toString().getBytes(UTF_8));
  }
}
