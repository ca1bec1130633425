package dev.weft.bridge;

import dev.weft.event.Level;
import dev.weft.record.TaskNode;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Weft's lines through {@code java.util.logging}, which every JDK has. Usable from any thread. */
final class JulLocalLog implements LocalLog {
  @Override
  public boolean inUse() {
    return true;
  }

  @Override
  public boolean enabled(String logger, Level level) {
    return logger(logger).isLoggable(JulLevels.of(level));
  }

  @Override
  public void log(
      String logger,
      Level level,
      String message,
      @Nullable Throwable failure,
      @Nullable TaskNode task) {
    Logger target = logger(logger);
    TaskLine line = new TaskLine(JulLevels.of(level), message, task);
    line.setLoggerName(target.getName());
    line.setThrown(failure);
    // Says that there is no caller to look for on the stack: formatters print the logger's name.
    line.setSourceClassName(null);
    target.log(line);
  }

  private static Logger logger(String name) {
    return Logger.getLogger(name.equals("root") ? "" : name);
  }

  /** Marks what the bridge's handler leaves out, since the task's own record says it already. */
  static final class TaskLine extends LogRecord {
    private static final long serialVersionUID = 1;

    private final transient @Nullable TaskNode task;

    TaskLine(java.util.logging.Level level, String message, @Nullable TaskNode task) {
      super(level, message);
      this.task = task;
    }

    /** The task that it is about, which need not be its thread's current one. */
    @Nullable TaskNode task() {
      return task;
    }
  }
}
