package dev.weft.event;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How serious an event is. The numbers are those of Python's logging, which the wire uses; each
 * logging system's own levels map to the nearest one at or below.
 *
 * <p>Immutable, usable from any thread.
 */
public enum Level {
  TRACE(5, "TRACE"),
  DEBUG(10, "DEBUG"),
  INFO(20, "INFO"),
  WARN(30, "WARNING"),
  ERROR(40, "ERROR"),
  FATAL(50, "CRITICAL");

  private static final Map<String, Level> BY_NAME =
      Map.ofEntries(
          Map.entry("trace", TRACE),
          Map.entry("finest", TRACE),
          Map.entry("finer", TRACE),
          Map.entry("debug", DEBUG),
          Map.entry("fine", DEBUG),
          Map.entry("config", DEBUG),
          Map.entry("info", INFO),
          Map.entry("notice", INFO),
          Map.entry("warn", WARN),
          Map.entry("warning", WARN),
          Map.entry("error", ERROR),
          Map.entry("severe", ERROR),
          Map.entry("fatal", FATAL),
          Map.entry("critical", FATAL));

  private final int number;
  private final String wireName;

  Level(int number, String wireName) {
    this.number = number;
    this.wireName = wireName;
  }

  /** The wire's {@code levelno}: 5, 10, 20, 30, 40 or 50. */
  public int number() {
    return number;
  }

  /** The wire's {@code levelname}, as Python spells it: {@code WARNING}, {@code CRITICAL}. */
  public String wireName() {
    return wireName;
  }

  /** Whether this level is at least as serious as {@code other}. */
  public boolean atLeast(Level other) {
    return number >= other.number;
  }

  /**
   * The most serious level whose number is not above {@code number}; {@link #TRACE} for anything
   * lower.
   */
  public static Level ofNumber(int number) {
    if (number >= 50) {
      return FATAL;
    }
    if (number >= 40) {
      return ERROR;
    }
    if (number >= 30) {
      return WARN;
    }
    if (number >= 20) {
      return INFO;
    }
    return number >= 10 ? DEBUG : TRACE;
  }

  /**
   * The level of that name in any of the known logging systems, in either case; empty for an
   * unknown name.
   */
  public static Optional<Level> ofName(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }
}
