package dev.weft.web.level;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a logger and those below it told while a test ran, as {@code LEVEL text}. */
final class Lines extends Handler {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  // Held, since loggers that nobody holds are collected, and their handlers with them.
  private final Logger logger;

  Lines(String name) {
    logger = Logger.getLogger(name);
    logger.addHandler(this);
  }

  List<String> all() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getLevel() + " " + line.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
