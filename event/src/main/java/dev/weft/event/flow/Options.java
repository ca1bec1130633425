package dev.weft.event.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configured values of one plug-in, read by name in the kind that its {@link Option} declares.
 * A value that is not of the kind throws {@link ConfigurationException} naming the key, the value
 * and the form wanted.
 *
 * <p>Immutable, usable from any thread.
 */
public final class Options {
  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ns|us|ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*(B|KiB|MiB|GiB|kB|MB|GB)?");

  private final String name;
  private final Map<String, Object> values;

  private Options(String name, Map<String, Object> values) {
    this.name = name;
    this.values = values;
  }

  /**
   * The given values with the declared defaults filled in.
   *
   * @param name the component's own name in the file, for messages and thread names
   * @param declared what the plug-in declares
   * @param given what the file says: texts, numbers, booleans, lists, maps
   * @throws ConfigurationException for the first key that is unknown, missing or not of its kind
   */
  public static Options of(String name, List<Option> declared, Map<String, ?> given) {
    List<ConfigurationException> problems = problems(declared, given);
    if (!problems.isEmpty()) {
      throw problems.get(0);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Option option : declared) {
      if (option.fallback() != null) {
        values.put(option.name(), option.fallback());
      }
    }
    values.putAll(given);
    return new Options(name, Collections.unmodifiableMap(values));
  }

  /** All that is wrong with the given values, in their order. */
  public static List<ConfigurationException> problems(List<Option> declared, Map<String, ?> given) {
    Map<String, Option> byName = new LinkedHashMap<>();
    declared.forEach(option -> byName.put(option.name(), option));
    List<ConfigurationException> problems = new ArrayList<>();
    given.forEach((key, value) -> {
      Option option = byName.getOrDefault(key, byName.get(Option.ANY));
      if (option == null) {
        problems.add(
            new ConfigurationException(key, unknown(key, byName.keySet().stream().toList())));
      } else {
        check(option, key, value).ifPresent(problems::add);
      }
    });
    for (Option option : declared) {
      if (option.required() && !given.containsKey(option.name())) {
        problems.add(
            new ConfigurationException(
                option.name(), "\"" + option.name() + "\" is missing: " + option.description()));
      }
    }
    return problems;
  }

  private static String unknown(String key, List<String> known) {
    return "unknown key \""
        + key
        + "\""
        + Names.nearest(key, known).map(near -> "; did you mean \"" + near + "\"?").orElse("")
        + (known.isEmpty() ? "; it takes no keys" : "; known: " + String.join(", ", known));
  }

  private static Optional<ConfigurationException> check(Option option, String key, Object value) {
    try {
      read(option.kind(), key, value);
    } catch (ConfigurationException wrongKind) {
      return Optional.of(wrongKind);
    }
    if (!option.choices().isEmpty() && !option.choices().contains(String.valueOf(value))) {
      String hint =
          Names.nearest(String.valueOf(value), option.choices())
              .map(near -> "; did you mean \"" + near + "\"?")
              .orElse("");
      return Optional.of(
          new ConfigurationException(
              key,
              "\""
                  + key
                  + ": "
                  + value
                  + "\" is not one of "
                  + String.join(", ", option.choices())
                  + hint));
    }
    return Optional.empty();
  }

  private static Object read(Option.Kind kind, String key, Object value) {
    return switch (kind) {
      case TEXT, QUERY -> readText(key, value);
      case INTEGER -> readLong(key, value);
      case BOOLEAN -> readBoolean(key, value);
      case DURATION -> readDuration(key, value);
      case SIZE -> readSize(key, value);
      case TEXTS -> readTexts(key, value);
      case VALUE -> value;
    };
  }

  /** The component's own name in the file. */
  public String name() {
    return name;
  }

  /** Whether a value was given or declared as default. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** All values, for plug-ins whose keys are free. */
  public Map<String, Object> all() {
    return values;
  }

  /** The text of that name. */
  public String text(String key) {
    return readText(key, value(key));
  }

  /** The path of that name. */
  public Path path(String key) {
    return Path.of(text(key));
  }

  /** The whole number of that name. */
  public long integer(String key) {
    return readLong(key, value(key));
  }

  /** The truth of that name. */
  public boolean flag(String key) {
    return readBoolean(key, value(key));
  }

  /** The time span of that name. */
  public Duration duration(String key) {
    return readDuration(key, value(key));
  }

  /** The number of bytes of that name. */
  public long bytes(String key) {
    return readSize(key, value(key));
  }

  /** The text or list of texts of that name. */
  public List<String> texts(String key) {
    return readTexts(key, value(key));
  }

  private Object value(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new ConfigurationException(key, "\"" + key + "\" is missing");
    }
    return value;
  }

  private static String readText(String key, Object value) {
    if (value instanceof Map || value instanceof List) {
      throw wrong(key, value, "one text");
    }
    return String.valueOf(value);
  }

  private static long readLong(String key, Object value) {
    try {
      return Long.parseLong(String.valueOf(value).replace("_", ""));
    } catch (NumberFormatException notANumber) {
      throw wrong(key, value, "a whole number");
    }
  }

  private static boolean readBoolean(String key, Object value) {
    return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, value, "true or false");
    };
  }

  private static Duration readDuration(String key, Object value) {
    Matcher matcher = DURATION.matcher(String.valueOf(value).trim());
    if (!matcher.matches()) {
      throw wrong(key, value, "a duration such as 250ms, 5s, 10m, 12h or 7d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ns" -> Duration.ofNanos(amount);
      case "us" -> Duration.ofNanos(amount * 1_000);
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static long readSize(String key, Object value) {
    Matcher matcher = SIZE.matcher(String.valueOf(value).trim());
    if (!matcher.matches()) {
      throw wrong(key, value, "a size such as 512, 64KiB, 10MiB or 2GiB");
    }
    long amount = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    return amount
        * switch (unit == null ? "B" : unit) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          case "kB" -> 1_000L;
          case "MB" -> 1_000_000L;
          case "GB" -> 1_000_000_000L;
          default -> 1L;
        };
  }

  private static List<String> readTexts(String key, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(item -> readText(key, item)).toList();
    }
    return List.of(readText(key, value));
  }

  private static ConfigurationException wrong(String key, Object value, String wanted) {
    return new ConfigurationException(key, "\"" + key + ": " + value + "\" is not " + wanted);
  }
}
