package dev.weft.bridge;

import dev.weft.event.Level;

/** The levels of {@code java.util.logging}, to and fro. Usable from any thread. */
final class JulLevels {
  private JulLevels() {}

  static java.util.logging.Level of(Level level) {
    return switch (level) {
      case TRACE -> java.util.logging.Level.FINER;
      case DEBUG -> java.util.logging.Level.FINE;
      case INFO -> java.util.logging.Level.INFO;
      case WARN -> java.util.logging.Level.WARNING;
      case ERROR, FATAL -> java.util.logging.Level.SEVERE;
    };
  }

  /** The nearest at or below, so that a level of the program's own is never made more serious. */
  static Level of(java.util.logging.Level level) {
    int value = level.intValue();
    if (value >= java.util.logging.Level.SEVERE.intValue()) {
      return Level.ERROR;
    }
    if (value >= java.util.logging.Level.WARNING.intValue()) {
      return Level.WARN;
    }
    if (value >= java.util.logging.Level.INFO.intValue()) {
      return Level.INFO;
    }
    return value >= java.util.logging.Level.FINE.intValue() ? Level.DEBUG : Level.TRACE;
  }
}
