package dev.weft.web;

import dev.weft.event.flow.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a configuration was given: variables of the environment, and settings for what has none. A
 * variable that is there wins, also when it is empty.
 */
final class Given {
  private static final String PREFIX = "c2c.";
  private static final Set<String> TRUE = Set.of("true", "t", "yes", "1");
  private static final Set<String> NO = Set.of("", "0", "false", "f", "no", "n", "off");
  // Read by others than OpsConfig, or by what c2cwsgiutils has and Weft does not have yet.
  private static final Set<String> OF_OTHERS =
      Set.of(
          "c2c.sql_profiler_enabled",
          "c2c.debug_view_enabled",
          "c2c.sentry.url",
          "c2c.sentry_level",
          "c2c.sentry.excludes");

  private final Map<String, String> environment;
  private final Map<String, String> settings;
  private final Set<String> known = new TreeSet<>(OF_OTHERS);

  Given(Map<String, String> environment, Map<String, String> settings) {
    this.environment = environment;
    this.settings = settings;
  }

  /** The text of a key; empty where nothing is given. */
  Optional<String> text(String variable, String setting) {
    known.add(setting);
    String value = environment.get(variable);
    if (value != null) {
      return Optional.of(value);
    }
    return Optional.ofNullable(settings.get(setting))
        .map(text -> Interpolation.fill(setting, text, environment));
  }

  /** A switch that few words turn on: {@code true}, {@code t}, {@code yes} and {@code 1}. */
  Optional<Boolean> on(String variable, String setting) {
    return text(variable, setting).map(Given::isTrue);
  }

  static boolean isTrue(String text) {
    return TRUE.contains(text.toLowerCase(Locale.ROOT));
  }

  /** A switch that any text turns on but those that say no. */
  Optional<Boolean> unlessNo(String variable, String setting) {
    return text(variable, setting).map(text -> !NO.contains(text.strip().toLowerCase(Locale.ROOT)));
  }

  /** A variable without a setting. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  /** The variables that begin so, without that beginning, in lower case. */
  Map<String, String> beginning(String prefix) {
    Map<String, String> found = new TreeMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(prefix) && name.length() > prefix.length()) {
        found.put(name.substring(prefix.length()).toLowerCase(Locale.ROOT), value);
      }
    });
    return found;
  }

  /**
   * Refuses settings that nobody reads.
   *
   * @throws ConfigurationException naming the first of them, and those that there are
   */
  void refuseUnknown() {
    List<String> unknown = new ArrayList<>();
    for (String key : settings.keySet()) {
      if (key.startsWith(PREFIX) && !known.contains(key)) {
        unknown.add(key);
      }
    }
    if (!unknown.isEmpty()) {
      unknown.sort(null);
      throw new ConfigurationException(
          unknown.get(0),
          "\"" + unknown.get(0) + "\" is no setting; there are " + String.join(", ", known));
    }
  }
}
