package dev.weft.cli;

import java.util.List;

/**
 * Makes text from events safe for a terminal: what would move the cursor, change colours or turn
 * the direction of writing is shown, not done.
 */
public final class Visible {
  private final boolean ascii;

  /** Shows them by signs of their own, or in ASCII alone. */
  public Visible(boolean ascii) {
    this.ascii = ascii;
  }

  /** The lines of a text, each without control characters; at least one. */
  public List<String> lines(String text) {
    if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
      return List.of(line(text));
    }
    List<String> lines = text.lines().map(this::line).toList();
    return lines.isEmpty() ? List.of("") : lines;
  }

  /** A text as one line. */
  public String line(String text) {
    int first = 0;
    while (first < text.length() && plain(text.charAt(first))) {
      first++;
    }
    return first == text.length() ? text : shown(text, first);
  }

  private String shown(String text, int from) {
    StringBuilder shown = new StringBuilder(text.length() + 8).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (plain(c) || pair(text, i)) {
        shown.append(c);
      } else if (c == '\t') {
        shown.append("    ");
      } else {
        picture(c, shown);
      }
    }
    return shown.toString();
  }

  /** Whether a terminal shows the character, and does nothing else. */
  public static boolean plain(char c) {
    return (c >= ' ' && c < 0x7f)
        || (c >= 0xa0 && c < 0x200b)
        || (c > 0x206f && c < 0xd800)
        || (c > 0xdfff && c != 0xfeff && c < 0xfff9)
        || (c >= 0x2010 && c <= 0x2027)
        || (c >= 0x202f && c <= 0x205f);
  }

  /** Half of a character outside the basic plane, whose other half is there. */
  private static boolean pair(String text, int i) {
    char c = text.charAt(i);
    return (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1)))
        || (Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private void picture(char c, StringBuilder shown) {
    if (c < ' ' && !ascii) {
      shown.append((char) (0x2400 + c));
    } else if (c < ' ') {
      shown.append('^').append((char) (c + '@'));
    } else {
      shown.append(String.format("\\u%04x", (int) c));
    }
  }

  /** Cuts a line, so that it and the sign of the cut fit into {@code columns}. */
  public static String cut(String line, int columns, String sign) {
    if (line.codePointCount(0, line.length()) <= columns) {
      return line;
    }
    int keep = Math.max(0, columns - sign.length());
    return line.substring(0, line.offsetByCodePoints(0, keep)) + sign;
  }
}
