package dev.weft.bridge;

import dev.weft.event.Level;
import dev.weft.record.TaskNode;
import org.jspecify.annotations.Nullable;

/**
 * How starts and ends of tasks, and the changes of live objects, reach the program's own console
 * and files: through its logging system, as one more line. Found by {@link
 * java.util.ServiceLoader}; implementations have a public constructor without parameters and do
 * nothing in it. {@link LocalLogs#chosen()} is the one to use.
 *
 * <p>What is written here must not come back: an implementation marks the event it makes, and the
 * same module's appender leaves marked events out, also when they come late and on another thread.
 *
 * <p>Usable from any thread. Neither method may throw.
 */
public interface LocalLog {
  /**
   * Whether the program's records really go through this logging system, and not only its classes
   * are there. Asked once; may initialize the logging system.
   */
  boolean inUse();

  /** Whether a line of that level would be written anywhere: to be asked before text is made. */
  boolean enabled(String logger, Level level);

  /**
   * Writes one line, and shows the task's id and fields in the line's own context, where the
   * logging system has one.
   *
   * @param logger the logger's name; {@code root} for the root logger
   * @param message the text as a person reads it
   * @param task the task that begins or ends, which need not be the thread's current one, or in
   *     which an object changed; null outside every task
   */
  void log(
      String logger,
      Level level,
      String message,
      @Nullable Throwable failure,
      @Nullable TaskNode task);
}
