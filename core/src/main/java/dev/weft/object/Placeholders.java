package dev.weft.object;

import dev.weft.capture.Template;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fills an object's values into a text, by contexture's rules where they make sense: {@code
 * {name}}, {@code {name!r}}, {@code {name:>8}}, {@code {name:08.3f}}; two braces on each side leave
 * one.
 *
 * <p>What is no place, and a place whose name is unknown, stays as it stands; the others are filled
 * all the same. Values are never searched for places. Never throws.
 */
final class Placeholders {
  private static final int LONGEST_PLACE = 320;
  private static final int WIDEST = 1024;

  private final String text;
  private final Function<String, @Nullable Object> values;
  private final boolean percent;
  private final StringBuilder out;

  private Placeholders(String text, Function<String, @Nullable Object> values, boolean percent) {
    this.text = text;
    this.values = values;
    this.percent = percent;
    out = new StringBuilder(text.length() + 32);
  }

  /**
   * The text with values in its places, and with {@code arguments} in those of Python's {@code %}.
   */
  static String fill(
      String text, Function<String, @Nullable Object> values, @Nullable Object[] arguments) {
    boolean percent = arguments.length > 0;
    String filled = text.indexOf('{') < 0 ? text : new Placeholders(text, values, percent).braces();
    if (!percent) {
      return filled;
    }
    StringBuilder whole = new StringBuilder(filled.length() + 32);
    Template.format(filled, arguments, arguments.length, whole);
    return whole.toString();
  }

  private String braces() {
    int from = 0;
    for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', from)) {
      out.append(text, from, at);
      from = place(at);
    }
    return out.append(text, from, text.length()).toString();
  }

  /** Writes what begins at that brace and returns where the text goes on. */
  private int place(int at) {
    boolean twice = text.startsWith("{{", at);
    int start = twice ? at + 2 : at + 1;
    int end = end(start);
    if (end <= start || (twice && !text.startsWith("}}", end))) {
      out.append('{');
      return at + 1;
    }
    if (twice) {
      out.append(text, at + 1, end + 1);
      return end + 2;
    }
    String filled = filled(text.substring(start, end));
    if (filled == null) {
      out.append(text, at, end + 1);
    } else {
      out.append(percent ? filled.replace("%", "%%") : filled);
    }
    return end + 1;
  }

  /** Where the place ends that starts there; -1 when it is none. Looks no further than it must. */
  private int end(int start) {
    int last = Math.min(text.length(), start + LONGEST_PLACE);
    for (int i = start; i < last; i++) {
      char c = text.charAt(i);
      if (c == '}' || c == '{') {
        return c == '}' ? i : -1;
      }
    }
    return -1;
  }

  /** The value as the place wants it; null when the place is none. */
  private @Nullable String filled(String inside) {
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    String format = colon < 0 ? "" : inside.substring(colon + 1);
    int mark = name.lastIndexOf('!');
    String conversion = mark < 0 ? "" : name.substring(mark + 1);
    name = mark < 0 ? name : name.substring(0, mark);
    Object value = values.apply(name);
    if (value == Mark.UNKNOWN || !(conversion.isEmpty() || "rsa".contains(conversion))) {
      return null;
    }
    Object shown = value;
    if (!conversion.isEmpty()) {
      shown = converted(conversion.equals("s") ? "%s" : "%r", value);
    }
    return format.isEmpty() ? String.valueOf(shown) : formatted(format, shown);
  }

  private static String converted(String conversion, @Nullable Object value) {
    StringBuilder text = new StringBuilder();
    Template.format(conversion, new @Nullable Object[] {value}, 1, text);
    return text.toString();
  }

  /** By Python's {@code [[fill]align][0][width][.precision][type]}; null when it is none. */
  private static @Nullable String formatted(String format, @Nullable Object value) {
    int at = 0;
    char fill = ' ';
    char align = value instanceof Number ? '>' : '<';
    if (format.length() > 1 && "<>^".indexOf(format.charAt(1)) >= 0) {
      fill = format.charAt(0);
      align = format.charAt(1);
      at = 2;
    } else if ("<>^".indexOf(format.charAt(0)) >= 0) {
      align = format.charAt(0);
      at = 1;
    }
    int digits = at;
    while (digits < format.length() && Character.isDigit(format.charAt(digits))) {
      digits++;
    }
    String width = format.substring(at, digits);
    String rest = format.substring(digits);
    if (!rest.matches("(\\.[0-9]{1,4})?[sdxXofFeEgG]?") || width.length() > 4) {
      return null;
    }
    boolean zeros = width.startsWith("0") && value instanceof Number;
    String type = rest.isEmpty() || rest.matches("\\.[0-9]+") ? rest + "s" : rest;
    String text = converted('%' + (zeros ? width : "") + type, value);
    int wide = width.isEmpty() ? 0 : Math.min(WIDEST, Integer.parseInt(width));
    return padded(text, fill, align, wide - text.length());
  }

  private static String padded(String text, char fill, char align, int missing) {
    if (missing <= 0) {
      return text;
    }
    int before = align == '>' ? missing : align == '^' ? missing / 2 : 0;
    String filling = String.valueOf(fill);
    return filling.repeat(before) + text + filling.repeat(missing - before);
  }
}
