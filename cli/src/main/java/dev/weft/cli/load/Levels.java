package dev.weft.cli.load;

import dev.weft.event.Level;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Levels as logging libraries name or number them. Functions only. */
final class Levels {
  private static final Map<String, Level> MORE =
      Map.of(
          "err", Level.ERROR,
          "crit", Level.FATAL,
          "alert", Level.FATAL,
          "emerg", Level.FATAL,
          "panic", Level.FATAL,
          "dpanic", Level.FATAL,
          "information", Level.INFO,
          "verbose", Level.DEBUG,
          "w", Level.WARN,
          "e", Level.ERROR);

  private Levels() {}

  /** INFO where it is not said or not known. */
  static Level of(@Nullable Object said) {
    if (said instanceof Number number) {
      // Bunyan's and pino's are Python's and ten more: 30 is info, 50 error.
      long value = number.longValue();
      return Level.ofNumber((int) Math.max(0, Math.min(100, value - 10)));
    }
    String name = said == null ? "" : String.valueOf(said).strip();
    return named(name);
  }

  private static Level named(String name) {
    return Level.ofName(name)
        .orElseGet(() -> MORE.getOrDefault(name.toLowerCase(Locale.ROOT), Level.INFO));
  }

  /** Syslog's, 0 the worst. */
  static Level ofPriority(long priority) {
    return priority <= 2
        ? Level.FATAL
        : priority == 3
            ? Level.ERROR
            : priority == 4 ? Level.WARN : priority <= 6 ? Level.INFO : Level.DEBUG;
  }

  /** OpenTelemetry's: four for each of six. */
  static Level ofSeverity(long severity) {
    return severity < 1
        ? Level.INFO
        : severity < 5
            ? Level.TRACE
            : severity < 9
                ? Level.DEBUG
                : severity < 13
                    ? Level.INFO
                    : severity < 17 ? Level.WARN : severity < 21 ? Level.ERROR : Level.FATAL;
  }
}
