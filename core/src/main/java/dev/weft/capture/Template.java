package dev.weft.capture;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills captured arguments into a message: Python's {@code %} templates and SLF4J's braces.
 *
 * <h2>Never throws</h2>
 *
 * An argument that does not fit its place is written as it is; a place without an argument, and a
 * place that is none, stay as they stand in the template; an argument too many is left out.
 *
 * <h2>Python's subset</h2>
 *
 * {@code %s %d %i %u %r %a %x %X %o %e %E %f %F %g %G %c %%} with {@code - + 0 # space}, width and
 * precision, also as {@code *}, and {@code %(name)s} from a map that is the only argument. A
 * template without arguments is taken as it is, {@code %%} included, as Python's logging does.
 * Values are spelled as Java spells them ({@code null}, {@code true}).
 *
 * <p>Usable from any thread.
 */
public final class Template {
  private static final int WIDEST = 1024;

  private final String template;
  private final @Nullable Object[] arguments;
  private final int count;
  private final StringBuilder out;
  private int next;

  private Template(String template, @Nullable Object[] arguments, int count, StringBuilder out) {
    this.template = template;
    this.arguments = arguments;
    this.count = Math.min(count, arguments.length);
    this.out = out;
  }

  /** Appends the {@code %} template with its arguments. */
  public static void format(
      String template, @Nullable Object[] arguments, int count, StringBuilder out) {
    if (count == 0 || template.indexOf('%') < 0) {
      out.append(template);
    } else {
      new Template(template, arguments, count, out).percent();
    }
  }

  /** Takes a filled template part by part. */
  public interface Parts {
    /** Takes what stands in {@code text} from {@code from} to {@code to}. */
    void text(String text, int from, int to);

    /** Takes an argument. */
    void argument(@Nullable Object captured);
  }

  /** Appends the template with its arguments in place of {@code {}}; see the other form. */
  public static void braces(
      String template, @Nullable Object[] arguments, int count, StringBuilder out) {
    braces(template, arguments, count, new Appended(out));
  }

  /**
   * Gives the parts of the template with its arguments in place of {@code {}}, by SLF4J's rules: a
   * backslash before the braces keeps them as they are, two backslashes leave one and fill in.
   */
  public static void braces(String template, @Nullable Object[] arguments, int count, Parts out) {
    int from = 0;
    for (int i = 0; i < Math.min(count, arguments.length); i++) {
      int at = template.indexOf("{}", from);
      if (at < 0) {
        break;
      }
      boolean escaped = at > from && template.charAt(at - 1) == '\\';
      boolean twice = escaped && at > from + 1 && template.charAt(at - 2) == '\\';
      if (escaped && !twice) {
        out.text(template, from, at - 1);
        out.text(template, at, at + 2);
        i--;
      } else {
        out.text(template, from, twice ? at - 1 : at);
        out.argument(arguments[i]);
      }
      from = at + 2;
    }
    out.text(template, from, template.length());
  }

  private record Appended(StringBuilder out) implements Parts {
    @Override
    public void text(String text, int from, int to) {
      out.append(text, from, to);
    }

    @Override
    public void argument(@Nullable Object captured) {
      out.append(captured);
    }
  }

  private void percent() {
    int from = 0;
    int at = template.indexOf('%');
    while (at >= 0) {
      out.append(template, from, at);
      from = place(at);
      at = template.indexOf('%', from);
    }
    out.append(template, from, template.length());
  }

  /** Writes one place and returns where the template goes on. */
  private int place(int start) {
    Place place = Place.read(template, start);
    int taken = next;
    if (place == null || !fill(place)) {
      next = taken;
      int end = place == null ? start + 1 : place.end;
      out.append(template, start, end);
      return end;
    }
    return place.end;
  }

  /** Returns false when there is no argument for the place. */
  private boolean fill(Place place) {
    if (place.conversion == '%') {
      out.append('%');
      return true;
    }
    if ((place.starWidth && !takeWidth(place)) || (place.starPrecision && !takePrecision(place))) {
      return false;
    }
    Object value;
    if (place.name != null) {
      if (!(arguments[0] instanceof Map<?, ?> map) || !map.containsKey(place.name)) {
        return false;
      }
      value = map.get(place.name);
    } else if (next < count) {
      value = arguments[next++];
    } else {
      return false;
    }
    pad(place, Conversion.text(place, value));
    return true;
  }

  private boolean takeWidth(Place place) {
    if (next >= count || !(arguments[next++] instanceof Number number)) {
      return false;
    }
    int width = number.intValue();
    place.left |= width < 0;
    place.width = Math.min(WIDEST, Math.abs(Math.max(width, -WIDEST)));
    return true;
  }

  private boolean takePrecision(Place place) {
    if (next >= count || !(arguments[next++] instanceof Number number)) {
      return false;
    }
    place.precision = Math.min(WIDEST, Math.max(0, number.intValue()));
    return true;
  }

  private void pad(Place place, String text) {
    int missing = place.width - text.length();
    if (missing <= 0) {
      out.append(text);
    } else if (place.left) {
      out.append(text).append(" ".repeat(missing));
    } else if (place.zeros && Conversion.isNumeral(text)) {
      int sign = text.startsWith("-") || text.startsWith("+") || text.startsWith(" ") ? 1 : 0;
      out.append(text, 0, sign).append("0".repeat(missing)).append(text, sign, text.length());
    } else {
      out.append(" ".repeat(missing)).append(text);
    }
  }

  /** One {@code %…} as it was read. */
  static final class Place {
    @Nullable String name;
    boolean left;
    boolean zeros;
    boolean plus;
    boolean blank;
    boolean alternate;
    boolean starWidth;
    boolean starPrecision;
    int width;
    int precision = -1;
    char conversion;
    int end;

    private final String template;

    private Place(String template, int start) {
      this.template = template;
      end = start + 1;
    }

    /** Reads the place that starts there; null when it is none. */
    static @Nullable Place read(String template, int start) {
      Place place = new Place(template, start);
      return place.readName() && place.readRest() ? place : null;
    }

    private boolean readName() {
      if (peek() == '(') {
        int close = template.indexOf(')', end);
        if (close < 0) {
          return false;
        }
        name = template.substring(end + 1, close);
        end = close + 1;
      }
      return true;
    }

    private boolean readRest() {
      readFlags();
      starWidth = star();
      width = starWidth ? 0 : number();
      if (peek() == '.') {
        end++;
        starPrecision = star();
        precision = starPrecision ? 0 : number();
      }
      while (peek() == 'l' || peek() == 'h' || peek() == 'L') {
        end++;
      }
      conversion = peek();
      end++;
      return "sdiurxXoeEfFgGca%".indexOf(conversion) >= 0;
    }

    private void readFlags() {
      while ("-0+ #".indexOf(peek()) >= 0) {
        switch (template.charAt(end)) {
          case '-' -> left = true;
          case '0' -> zeros = true;
          case '+' -> plus = true;
          case ' ' -> blank = true;
          default -> alternate = true;
        }
        end++;
      }
    }

    private boolean star() {
      boolean star = peek() == '*';
      end += star ? 1 : 0;
      return star;
    }

    private int number() {
      int number = 0;
      while (peek() >= '0' && peek() <= '9') {
        number = Math.min(WIDEST, number * 10 + (peek() - '0'));
        end++;
      }
      return number;
    }

    // A character that is no part of any place stands for the template's end.
    private char peek() {
      return end < template.length() ? template.charAt(end) : '\0';
    }
  }
}
