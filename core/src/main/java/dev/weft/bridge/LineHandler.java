package dev.weft.bridge;

import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.line.CeeForm;
import dev.weft.line.LineLog;
import dev.weft.line.LogLine;
import dev.weft.record.CurrentTask;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of {@code java.util.logging}, and so those of {@code System.Logger}, as CEE
 * datagrams to a syslog server, or as JSON lines to a standard stream, with the fields of the
 * request that the thread works for. Added in code, or named in {@code logging.properties}:
 *
 * <pre>
 * handlers = dev.weft.bridge.LineHandler
 * dev.weft.bridge.LineHandler.to = udp://localhost:514
 * dev.weft.bridge.LineHandler.facility = shop
 * dev.weft.bridge.LineHandler.location = false
 * </pre>
 *
 * <p>{@code to} is {@code stdout:} and {@code location} is true by default: the caller's line is
 * looked for, which costs more than all else.
 *
 * <p>Usable from any thread. Neither throws nor blocks, whatever the record holds; what finds no
 * room is counted, and told by a line of its own.
 */
public final class LineHandler extends Handler {
  // Of the JDK's own kind, so that a pool's thread keeps no class of an application alive.
  private static final ThreadLocal<boolean[]> BUSY = ThreadLocal.withInitial(() -> new boolean[1]);

  private final LineLog lines;
  private final @Nullable Callers callers;

  /**
   * Configured by {@code logging.properties}.
   *
   * @throws dev.weft.event.flow.ConfigurationException when {@code to} makes no sense
   */
  public LineHandler() {
    this(
        LineLog.to(
            Objects.requireNonNullElse(property("to"), "stdout:"),
            new CeeForm(property("facility"), Map.of())),
        !"false".equalsIgnoreCase(property("location")));
  }

  /**
   * To that log, which is closed with the handler.
   *
   * @param location whether the caller's line is looked for
   */
  public LineHandler(LineLog lines, boolean location) {
    this.lines = lines;
    this.callers = location ? Callers.above(List.of()) : null;
  }

  private static @Nullable String property(String name) {
    String value = LogManager.getLogManager().getProperty(LineHandler.class.getName() + '.' + name);
    return value == null ? null : value.strip();
  }

  /** Where the lines go, for its counts. */
  public LineLog lines() {
    return lines;
  }

  @Override
  public void publish(@Nullable LogRecord entry) {
    boolean[] busy = BUSY.get();
    if (entry == null || busy[0] || !isLoggable(entry)) {
      return;
    }
    busy[0] = true;
    try {
      write(entry);
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      reportError("not written: " + broken, null, 0);
    } finally {
      busy[0] = false;
    }
  }

  private void write(LogRecord entry) {
    Level level = JulLevels.of(entry.getLevel());
    String logger = JulText.logger(entry);
    if (!lines.accepts(level, logger)) {
      return;
    }
    Capture capture = Recording.capture();
    Thread thread = Thread.currentThread();
    boolean here = entry.getLongThreadID() == thread.getId();
    lines.write(
        new LogLine(level, logger, JulText.of(entry, capture), capture)
            .made(
                JulText.micros(entry),
                here ? thread.getName() : "thread-" + entry.getLongThreadID())
            .failure(entry.getThrown())
            .location(here && callers != null ? callers.caller() : null)
            .task(task(entry, here)));
  }

  private static @Nullable TaskNode task(LogRecord entry, boolean here) {
    if (entry instanceof JulLocalLog.TaskLine line) {
      return line.task();
    }
    return here ? CurrentTask.node() : null;
  }

  /** Does nothing: lines are written as fast as the output takes them. */
  @Override
  public void flush() {}

  /** Waits two seconds at most until what was logged is written. */
  @Override
  public void close() {
    lines.close();
  }
}
