package dev.weft.event.display;

import dev.weft.event.Level;

/** The names of levels in questions and answers. Functions only. */
final class LevelWord {
  private LevelWord() {}

  static String of(Level level) {
    return switch (level) {
      case TRACE -> "trace";
      case DEBUG -> "debug";
      case INFO -> "info";
      case WARN -> "warn";
      case ERROR -> "error";
      case FATAL -> "fatal";
    };
  }
}
