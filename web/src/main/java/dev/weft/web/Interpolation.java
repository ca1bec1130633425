package dev.weft.web;

import dev.weft.event.flow.ConfigurationException;
import java.util.Map;

/** Fills variables of the environment into settings, as Python's configuration files name them. */
final class Interpolation {
  private Interpolation() {}

  /**
   * The value with {@code %(NAME)s} replaced by that variable, and {@code %%} by {@code %}.
   *
   * @throws ConfigurationException for a variable that is not there, and a lone {@code %}
   */
  static String fill(String key, String value, Map<String, String> environment) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    var filled = new StringBuilder();
    int at = 0;
    while (at < value.length()) {
      char c = value.charAt(at);
      if (c != '%') {
        filled.append(c);
        at++;
      } else if (value.startsWith("%%", at)) {
        filled.append('%');
        at += 2;
      } else {
        at = variable(key, value, at, environment, filled);
      }
    }
    return filled.toString();
  }

  private static int variable(
      String key, String value, int at, Map<String, String> environment, StringBuilder filled) {
    int end = value.startsWith("%(", at) ? value.indexOf(")s", at) : -1;
    if (end < 0) {
      throw new ConfigurationException(
          key,
          "\"" + key + "\" has a % that names no variable; write %(NAME)s, or %% for the sign");
    }
    String name = value.substring(at + 2, end);
    String variable = environment.get(name);
    if (variable == null) {
      throw new ConfigurationException(
          key,
          "\""
              + key
              + "\" needs the variable "
              + name
              + " of the environment, which is not set;"
              + " set it, or write the value itself");
    }
    filled.append(variable);
    return end + 2;
  }
}
