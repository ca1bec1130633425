package dev.weft.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.weft.record.TaskNode;
import org.jspecify.annotations.Nullable;

/**
 * A line about a task or a live object for the program's own appenders. Its class is the mark by
 * which {@link WeftAppender} leaves it out: appenders that work later pass on the event itself.
 *
 * <p>Used as any event is.
 */
final class TaskLine extends LoggingEvent {
  TaskLine(
      Logger logger,
      Level level,
      String message,
      @Nullable Throwable failure,
      @Nullable TaskNode task) {
    super(TaskLine.class.getName(), logger, level, message, failure, null);
    // Of the task that it is about, which may be no longer the thread's own when it ends.
    if (logger.getLoggerContext().getMDCAdapter() instanceof ReadThroughMdc mdc) {
      setMDCPropertyMap(
          task == null ? mdc.programContext() : new ScopedContext(mdc.programContext(), task));
    }
  }
}
