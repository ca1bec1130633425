package dev.weft.testkit;

import java.text.MessageFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a logger of {@code java.util.logging}, where {@code System.Logger} goes too, and those below
 * it say while this is open, as a person would read it.
 *
 * <p>Usable from any thread.
 */
public final class LogLines extends Handler implements AutoCloseable {
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  // Held, since loggers that nobody holds are collected, and their handlers with them.
  private final Logger logger;
  private final @Nullable Level before;

  private LogLines(String name) {
    logger = Logger.getLogger(name);
    before = logger.getLevel();
    logger.addHandler(this);
  }

  /** Of the logger of that name, at the levels that it has. */
  public static LogLines of(String name) {
    return new LogLines(name);
  }

  /** Of the logger of that class, at the levels that it has. */
  public static LogLines of(Class<?> owner) {
    return of(owner.getName());
  }

  /** Of the logger of that name, at all levels. */
  public static LogLines ofAllLevels(String name) {
    LogLines lines = of(name);
    lines.logger.setLevel(Level.ALL);
    return lines;
  }

  /** All so far, each as {@code LEVEL text}, in the order in which they were said. */
  public List<String> lines() {
    return records.stream().map(LogLines::line).toList();
  }

  /** What was thrown, of the lines that have it. */
  public List<Throwable> thrown() {
    return records.stream().map(LogRecord::getThrown).filter(Objects::nonNull).toList();
  }

  private static String line(LogRecord line) {
    @Nullable Object[] parameters = line.getParameters();
    String text =
        parameters == null
            ? line.getMessage()
            : MessageFormat.format(line.getMessage(), parameters);
    return line.getLevel() + " " + text;
  }

  @Override
  public void publish(LogRecord line) {
    records.add(line);
  }

  @Override
  public void flush() {}

  /** Listens no longer. */
  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(before);
  }
}
