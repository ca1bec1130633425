package dev.weft.record;

import dev.weft.event.Level;
import org.jspecify.annotations.Nullable;

/**
 * The one door from the application's threads to the dispatcher.
 *
 * <pre>{@code
 * if (recorder.accepts(level)) {
 *   PendingRecord record = recorder.open();
 *   record.text("retry %d", PERCENT).argument(2);   // may run the application's code, such as toString
 *   recorder.commit(record, level, loggerName, task);
 * }
 * }</pre>
 *
 * <p>Usable from any thread. Never blocks unless a wait was configured, never throws, never wakes
 * another thread.
 */
public interface Recorder {
  /** Whether a record of that level would go anywhere: cheap, to be asked first. */
  boolean accepts(Level level);

  /** An empty record of the calling thread's. One that is not committed costs nothing. */
  PendingRecord open();

  /**
   * Numbers the record in its task and queues it, in one step for all threads of the task; or
   * counts it as lost, by level and reason. The record is no longer the caller's.
   *
   * @param task where it belongs; null outside every task
   * @return whether it was queued
   */
  boolean commit(PendingRecord record, Level level, String logger, @Nullable TaskNode task);
}
