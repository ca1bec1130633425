package dev.weft.logback;

import dev.weft.event.Level;

/** Logback's levels, to and fro. Usable from any thread. */
final class Levels {
  private Levels() {}

  static Level of(ch.qos.logback.classic.Level level) {
    return switch (level.toInt()) {
      case ch.qos.logback.classic.Level.INFO_INT -> Level.INFO;
      case ch.qos.logback.classic.Level.DEBUG_INT -> Level.DEBUG;
      case ch.qos.logback.classic.Level.WARN_INT -> Level.WARN;
      case ch.qos.logback.classic.Level.ERROR_INT -> Level.ERROR;
      default -> Level.TRACE;
    };
  }

  static ch.qos.logback.classic.Level of(Level level) {
    return switch (level) {
      case TRACE -> ch.qos.logback.classic.Level.TRACE;
      case DEBUG -> ch.qos.logback.classic.Level.DEBUG;
      case INFO -> ch.qos.logback.classic.Level.INFO;
      case WARN -> ch.qos.logback.classic.Level.WARN;
      case ERROR, FATAL -> ch.qos.logback.classic.Level.ERROR;
    };
  }
}
