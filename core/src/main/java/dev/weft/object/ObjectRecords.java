package dev.weft.object;

import dev.weft.bridge.Bridging;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Level;
import dev.weft.record.ObjectChange;
import dev.weft.record.ObjectIdentity;
import dev.weft.record.PendingRecord;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of one object and gives them to the queue, which numbers them in their task.
 *
 * <p>Used under the object's lock.
 */
final class ObjectRecords {
  /** What is said with a change: its words with all values in their places. */
  record Said(Update update, String message) {}

  private final ObjectIdentity identity;
  private final String name;

  ObjectRecords(ObjectIdentity identity, String name) {
    this.identity = identity;
    this.name = name;
  }

  ObjectIdentity identity() {
    return identity;
  }

  String name() {
    return name;
  }

  /** Queues an update, or the first values; returns false when it is lost. */
  boolean changed(
      Recorder recorder,
      ObjectKind kind,
      long number,
      Map<String, @Nullable Object> changes,
      long writes,
      boolean late,
      @Nullable Said said,
      @Nullable TaskNode task) {
    PendingRecord record = recorder.open();
    List<String> removed = fill(record, changes);
    long counted = Math.max(1, writes);
    ObjectChange change =
        new ObjectChange(
            identity, kind, number, removed, counted, ObjectChange.GOING_ON, null, late);
    return commit(recorder, record, change, said, task);
  }

  /** Queues the object's end; returns false when it is lost. */
  boolean finished(
      Recorder recorder,
      long number,
      long elapsedNanos,
      @Nullable String why,
      @Nullable Said said,
      @Nullable TaskNode task) {
    ObjectChange end =
        new ObjectChange(
            identity, ObjectKind.FINISHED, number, List.of(), 1, elapsedNanos, why, false);
    return commit(recorder, recorder.open(), end, said, task);
  }

  /** Queues the object's end, whose loss is counted already, when there is room to spare. */
  boolean finishedAgain(Recorder recorder, long number, long elapsedNanos, @Nullable String why) {
    ObjectChange end =
        new ObjectChange(
            identity, ObjectKind.FINISHED, number, List.of(), 1, elapsedNanos, why, false);
    PendingRecord record = recorder.open().change(end).dispensable();
    return recorder.commit(record, Level.INFO, name, null);
  }

  /** Queues the whole state, behind the change of that number; returns false for want of room. */
  boolean whole(Recorder recorder, long number, Fields fields) {
    PendingRecord record = recorder.open();
    fields.forEach(record::field);
    ObjectChange whole =
        new ObjectChange(
            identity,
            ObjectKind.SNAPSHOT,
            number,
            List.of(),
            1,
            ObjectChange.GOING_ON,
            null,
            false);
    // Of no task: it repeats what has happened in others.
    return recorder.commit(record.change(whole).dispensable(), Level.INFO, name, null);
  }

  private static List<String> fill(PendingRecord record, Map<String, @Nullable Object> changes) {
    List<String> removed = List.of();
    for (Map.Entry<String, @Nullable Object> entry : changes.entrySet()) {
      if (entry.getValue() != Mark.REMOVED) {
        record.objectValue(entry.getKey(), entry.getValue());
        continue;
      }
      if (removed.isEmpty()) {
        removed = new ArrayList<>(2);
      }
      removed.add(entry.getKey());
    }
    return removed;
  }

  private boolean commit(
      Recorder recorder,
      PendingRecord record,
      ObjectChange change,
      @Nullable Said said,
      @Nullable TaskNode task) {
    if (said == null) {
      return recorder.commit(record.change(change), Level.INFO, name, task);
    }
    Update update = said.update();
    Bridging.message(record, Recording.capture(), update.template(), said.message());
    record.failure(update.thrown()).alsoChange(change);
    return recorder.commit(record, update.level(), name, task);
  }
}
