package dev.weft.event.query;

/**
 * Puts {@code {}} where a text varies from one event of a line of code to the next: numbers, dates,
 * addresses, UUIDs, hex digits, quoted parts. One pass, whatever the text.
 *
 * <p>Its function is usable from any thread.
 */
public final class Masking {
  private static final String HOLE = "{}";
  private static final int SHORTEST_HEX = 8;
  private static final int LONGEST_QUOTED = 300;
  private static final String JOINTS = ".,:/-+;";

  private final String text;
  private final StringBuilder masked;

  private Masking(String text) {
    this.text = text;
    this.masked = new StringBuilder(text.length());
  }

  /** The text with its holes. */
  public static String mask(String text) {
    return new Masking(text).run();
  }

  private String run() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = c == '\'' || c == '"' ? quoted(at) : at;
      if (end > at) {
        masked.append(c);
        hole(at + 1);
        masked.append(c);
        at = end;
      } else if (wordPart(c)) {
        end = wordEnd(at);
        word(at, end);
        at = end;
      } else {
        masked.append(c);
        at++;
      }
    }
    return masked.toString();
  }

  /** Behind the closing quote; {@code start} when it opens nothing, as in "don't". */
  private int quoted(int start) {
    if (start > 0 && wordPart(text.charAt(start - 1))) {
      return start;
    }
    char quote = text.charAt(start);
    int last = Math.min(text.length(), start + LONGEST_QUOTED);
    for (int end = start + 1; end < last; end++) {
      char c = text.charAt(end);
      if (c == '\n') {
        return start;
      }
      if (c == quote && (end + 1 == text.length() || !wordPart(text.charAt(end + 1)))) {
        return end + 1;
      }
    }
    return start;
  }

  private static boolean wordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < text.length() && wordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private void word(int start, int end) {
    int runs = 0;
    int hexDigits = 0;
    int first = -1;
    int behind = -1;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (digit(c)) {
        if (i == start || !digit(text.charAt(i - 1))) {
          runs++;
          first = first < 0 ? i : first;
        }
        behind = i + 1;
      }
      hexDigits += Character.digit(c, 16) >= 0 && c < 128 ? 1 : 0;
    }
    boolean hex = hexDigits == end - start && hexDigits >= SHORTEST_HEX;
    if (runs == 0) {
      masked.append(text, start, end);
    } else if (runs > 1 || hex || text.startsWith("0x", start)) {
      hole(start);
    } else {
      masked.append(text, start, first);
      hole(first);
      masked.append(text, behind, end);
    }
  }

  /** A hole right behind another, but for a joint as in 10.0.0.1 or a list's comma, is one hole. */
  private void hole(int at) {
    int length = masked.length();
    int joint = length;
    if (joint > 0
        && masked.charAt(joint - 1) == ' '
        && joint > 1
        && masked.charAt(joint - 2) == ',') {
      joint--;
    }
    if (joint > 0 && JOINTS.indexOf(masked.charAt(joint - 1)) >= 0) {
      joint--;
    }
    boolean behindHole =
        at > 0 && joint >= 2 && masked.charAt(joint - 1) == '}' && masked.charAt(joint - 2) == '{';
    if (behindHole) {
      masked.setLength(joint);
    } else {
      masked.append(HOLE);
    }
  }
}
