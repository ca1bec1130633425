package dev.weft.web.view;

import static java.util.Objects.requireNonNull;

/**
 * A piece of a page. What is given as text is escaped; only what was made here is markup.
 *
 * @param markup as it stands in the page
 */
public record Html(String markup) {
  /** Nothing. */
  public static final Html NONE = new Html("");

  /** Rejects null. */
  public Html {
    requireNonNull(markup, "markup");
  }

  /** A titled part of the page. */
  public static Html section(String title, Html... content) {
    return new Html(
        "<section>\n<h2>" + escaped(title) + "</h2>\n" + joined(content) + "</section>\n");
  }

  /** A paragraph. */
  public static Html paragraph(Html... content) {
    return new Html("<p>" + joined(content) + "</p>\n");
  }

  /** A paragraph of that text. */
  public static Html paragraph(String text) {
    return paragraph(text(text));
  }

  /** A text. */
  public static Html text(String text) {
    return new Html(escaped(text));
  }

  /** A link, in a tab of its own. */
  public static Html link(String url, String label) {
    return new Html(
        "<a href=\""
            + escaped(url)
            + "\" target=\"_blank\" rel=\"noopener\">"
            + escaped(label)
            + "</a>\n");
  }

  /** A form that asks by GET, in a tab of its own. */
  public static Html form(String url, Html... content) {
    return form(url, "get", "_blank", content);
  }

  /** A form. */
  public static Html form(String url, String method, String target, Html... content) {
    return new Html(
        "<form action=\""
            + escaped(url)
            + "\" method=\""
            + escaped(method)
            + "\" target=\""
            + escaped(target)
            + "\">\n"
            + joined(content)
            + "</form>\n");
  }

  /** A field of a form, with a label before it. */
  public static Html input(String name, String label, String type, String value) {
    return new Html(
        "<label>" + escaped(label) + ' ' + input(name, type, value).markup + "</label>\n");
  }

  /** A field of a form. */
  public static Html input(String name, String type, String value) {
    return new Html(
        "<input type=\""
            + escaped(type)
            + "\" name=\""
            + escaped(name)
            + "\" value=\""
            + escaped(value)
            + "\">\n");
  }

  /** What sends a form. */
  public static Html button(String label) {
    return new Html("<button type=\"submit\">" + escaped(label) + "</button>\n");
  }

  /** All of that, one after the other. */
  public static Html all(Html... content) {
    return new Html(joined(content));
  }

  private static String joined(Html... content) {
    var all = new StringBuilder();
    for (Html each : content) {
      all.append(each.markup);
    }
    return all.toString();
  }

  /** The text as it stands in a page or in an attribute's value. */
  public static String escaped(String text) {
    var safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
