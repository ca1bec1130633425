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
  private static final Pattern COMMENT = Pattern.compile("/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/\\R?");

  private JoinedStyles() {}

  /** A sheet without its comments. */
  static String plain(String sheet) {
    return COMMENT.matcher(sheet).replaceAll("");
  }

  /** The joined file, and the document that names it; none where no body names a sheet. */
  static Map<String, byte[]> of(Map<String, byte[]> contents) {
    if (!contents.containsKey(PageFiles.INDEX)) {
      return Map.of();
    }
    String index = PageFiles.text(contents, PageFiles.INDEX);
    StringBuilder document = new StringBuilder();
    StringBuilder joined = new StringBuilder();
    Matcher sheet = PageDocument.SHEET.matcher(index);
    sheet.region(Math.max(0, index.indexOf("<body")), index.length());
    while (sheet.find()) {
      boolean first = joined.isEmpty();
      String text = PageFiles.text(contents, sheet.group(1));
      joined.append(plain(text));
      String link = first ? sheet.group().replace(sheet.group(1), JOINED) : "";
      sheet.appendReplacement(document, Matcher.quoteReplacement(link));
    }
    sheet.appendTail(document);
    return joined.isEmpty()
        ? Map.of()
        : Map.of(
            JOINED,
            joined.toString().getBytes(UTF_8),
            PageFiles.INDEX,
            document.toString().getBytes(UTF_8));
  }
}
