package dev.weft;

import dev.weft.event.Event.Outcome;
import dev.weft.event.Level;
import dev.weft.record.PendingRecord;
import dev.weft.record.PendingRecord.Style;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import org.jspecify.annotations.Nullable;

/** Makes the records that say that a task began or ended. Usable from any thread. */
final class TaskRecords {
  private TaskRecords() {}

  static void begin(TaskBuilder task, TaskNode node, @Nullable TaskNode current) {
    Recorder recorder = Recording.recorder();
    if (recorder.accepts(task.level)) {
      String link = task.linked() && current != null ? place(current) : null;
      PendingRecord record = open(recorder, task.template, task.arguments);
      record.begin(task.foreign(), task.orphan(node), link);
      recorder.commit(record, task.level, task.logger, node);
    }
    LocalLines.write(node, task.level, task.logger, task.template, task.arguments, null);
  }

  static void end(
      TaskNode node,
      Level level,
      String logger,
      Outcome outcome,
      String template,
      @Nullable Object[] arguments,
      @Nullable Throwable failure,
      @Nullable TaskNode told) {
    Recorder recorder = Recording.recorder();
    if (recorder.accepts(level)) {
      PendingRecord record = open(recorder, template, arguments);
      record.failure(failure).failureTold(told).end(outcome);
      recorder.commit(record, level, logger, node);
    }
    // The program's own log has the trace above already.
    Throwable shown = told == null ? failure : null;
    LocalLines.write(node, level, logger, template, arguments, shown);
  }

  private static PendingRecord open(
      Recorder recorder, String template, @Nullable Object[] arguments) {
    PendingRecord record = recorder.open();
    record.text(template, arguments.length == 0 ? Style.PLAIN : Style.PERCENT);
    for (Object captured : arguments) {
      record.argument(captured);
    }
    return record;
  }

  // Read without the lock: a neighbour's key says where we were as well.
  private static String place(TaskNode open) {
    return Math.max(0, open.records() - 1) + "@" + open.id();
  }
}
