package dev.weft.log4j2;

import dev.weft.event.Level;

/** Log4j's levels, to and fro. Usable from any thread. */
final class Levels {
  private Levels() {}

  /** The nearest at or below; Log4j's numbers fall as levels rise. */
  static Level of(org.apache.logging.log4j.Level level) {
    int number = level.intLevel();
    if (number <= org.apache.logging.log4j.Level.FATAL.intLevel()) {
      return Level.FATAL;
    }
    if (number <= org.apache.logging.log4j.Level.ERROR.intLevel()) {
      return Level.ERROR;
    }
    if (number <= org.apache.logging.log4j.Level.WARN.intLevel()) {
      return Level.WARN;
    }
    if (number <= org.apache.logging.log4j.Level.INFO.intLevel()) {
      return Level.INFO;
    }
    return number <= org.apache.logging.log4j.Level.DEBUG.intLevel() ? Level.DEBUG : Level.TRACE;
  }

  static org.apache.logging.log4j.Level of(Level level) {
    return switch (level) {
      case TRACE -> org.apache.logging.log4j.Level.TRACE;
      case DEBUG -> org.apache.logging.log4j.Level.DEBUG;
      case INFO -> org.apache.logging.log4j.Level.INFO;
      case WARN -> org.apache.logging.log4j.Level.WARN;
      case ERROR -> org.apache.logging.log4j.Level.ERROR;
      case FATAL -> org.apache.logging.log4j.Level.FATAL;
    };
  }
}
