package dev.weft.cli.ask;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A question of docs/api.md. Immutable.
 *
 * @param path such as {@code /events}, its parts not escaped
 * @param parameters by name, not escaped
 * @param rows whether a line for each row is wanted, rather than one object
 */
public record Inquiry(String path, Map<String, String> parameters, boolean rows) {
  private static final String UNESCAPED = "/@-._~!$&'()*+,;=:";

  /** Copies the parameters. */
  public Inquiry {
    parameters = Map.copyOf(parameters);
  }

  /** The path with what no URL may hold escaped. */
  public static String escaped(String path) {
    StringBuilder text = new StringBuilder(path.length() + 8);
    for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xff);
      boolean plain =
          (c >= '0' && c <= '9')
              || (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || UNESCAPED.indexOf(c) >= 0;
      if (plain) {
        text.append(c);
      } else {
        text.append('%').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
    return text.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }

  /** {@code ?name=value&…} by name, or nothing. */
  public static String escaped(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : new TreeMap<>(parameters)
            .entrySet().stream()
                .map(entry ->
                    entry.getKey()
                        + '='
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
  }

  /** Path and parameters as a URL has them. */
  public String escaped() {
    return escaped(path) + escaped(parameters);
  }
}
