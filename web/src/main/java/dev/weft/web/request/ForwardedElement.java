package dev.weft.web.request;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first element of a {@code Forwarded} header as RFC 7239 writes it: keys of any case,
 * quoted values, spaces around. What cannot be read is left out.
 *
 * <p>Used by one thread.
 */
final class ForwardedElement {
  private final String text;
  private int at;

  private ForwardedElement(String text) {
    this.text = text;
  }

  /** The parameters by their names in lower case. */
  static Map<String, String> parameters(String header) {
    return new ForwardedElement(header).read();
  }

  private Map<String, String> read() {
    Map<String, String> found = new HashMap<>();
    while (at < text.length()) {
      String key = word().toLowerCase(Locale.ROOT);
      String value = null;
      if (is('=')) {
        at++;
        value = value();
      }
      if (value != null && !key.isEmpty()) {
        found.putIfAbsent(key, value);
      }
      skipToEnd();
      if (is(',')) {
        break;
      }
      at++;
    }
    return found;
  }

  private @Nullable String value() {
    skipSpaces();
    return is('"') ? quoted() : word();
  }

  private String word() {
    skipSpaces();
    int from = at;
    while (at < text.length() && "=;,\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at).strip();
  }

  private @Nullable String quoted() {
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    return null;
  }

  private void skipSpaces() {
    while (at < text.length() && (is(' ') || is('\t'))) {
      at++;
    }
  }

  /** To what ends a pair; quoted strings on the way are passed over whole. */
  private void skipToEnd() {
    while (at < text.length() && !is(';') && !is(',')) {
      if (is('"')) {
        quoted();
      } else {
        at++;
      }
    }
  }

  private boolean is(char c) {
    return at < text.length() && text.charAt(at) == c;
  }
}
