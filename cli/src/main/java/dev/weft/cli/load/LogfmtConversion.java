package dev.weft.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.cli.ask.Members;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * logfmt: pairs with blanks between; a value in double quotes may hold blanks and {@code \"}; a
 * name alone is true. There is no standard; this is what Go's kr/logfmt reads.
 */
final class LogfmtConversion implements Conversion {
  private static final Pattern PAIR =
      Pattern.compile("\\s*([^\\s=\"]+)(?:=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"]*)))?(?=\\s|$)");
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,17})");
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,17})\\.\\d{1,17}");

  private final Defaults defaults;

  LogfmtConversion(Defaults defaults) {
    this.defaults = defaults;
  }

  /** Whether the whole line consists of pairs, two at least, the first with a value. */
  static boolean fits(String line) {
    Map<String, @Nullable Object> pairs = pairs(line);
    int equals = line.indexOf('=');
    return pairs != null && pairs.size() > 1 && line.strip().matches("[\\w.@-]+=.*") && equals > 0;
  }

  @Override
  public void line(byte[] bytes, int start, int end, Taker taker) throws IOException {
    Map<String, @Nullable Object> pairs = pairs(new String(bytes, start, end - start, UTF_8));
    if (pairs == null) {
      taker.refuse("no pairs of names and values");
    } else {
      taker.event(CommonFields.event(Members.of(pairs), defaults));
    }
  }

  private static @Nullable Map<String, @Nullable Object> pairs(String line) {
    Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
    String text = line.strip();
    Matcher pair = PAIR.matcher(text);
    int at = 0;
    boolean valued = false;
    while (at < text.length()) {
      pair.region(at, text.length());
      if (!pair.lookingAt()) {
        return null;
      }
      String quoted = pair.group(2);
      String bare = pair.group(3);
      valued |= quoted != null || bare != null;
      pairs.put(
          pair.group(1), quoted != null ? unescaped(quoted) : bare != null ? value(bare) : true);
      at = pair.end();
    }
    return valued ? pairs : null;
  }

  private static Object value(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Long.valueOf(text);
    }
    if (DECIMAL.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        plain.append(next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
