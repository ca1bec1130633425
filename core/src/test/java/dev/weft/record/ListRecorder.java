package dev.weft.record;

import dev.weft.event.Event.Outcome;
import dev.weft.event.EventKey;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.record.PendingRecord.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what was recorded, in the order in which it was numbered. */
public final class ListRecorder implements Recorder, AutoCloseable {
  /** A record as it was committed. */
  public record Recorded(
      Kind kind,
      Level level,
      String logger,
      EventKey key,
      String template,
      List<Object> arguments,
      Map<String, Object> context,
      Throwable failure,
      Outcome outcome,
      boolean late,
      boolean foreign,
      boolean orphan,
      String link,
      String thread) {}

  private final List<Recorded> records = new ArrayList<>();
  private final Recorder before;
  private Level least = Level.TRACE;

  private ListRecorder() {
    before = Recording.install(this);
  }

  /** Puts a new one in place, until it is closed. */
  public static ListRecorder install() {
    return new ListRecorder();
  }

  /** Takes only records of that level and above. */
  public void least(Level level) {
    least = level;
  }

  public synchronized List<Recorded> records() {
    return List.copyOf(records);
  }

  @Override
  public boolean accepts(Level level) {
    return level.atLeast(least);
  }

  @Override
  public PendingRecord open() {
    return new PendingRecord();
  }

  @Override
  public boolean commit(PendingRecord record, Level level, String logger, TaskNode task) {
    if (task == null) {
      keep(record, level, logger, null, false);
      return true;
    }
    task.lock();
    try {
      boolean late = task.ended() && record.kind != Kind.END;
      keep(record, level, logger, task, late);
    } finally {
      task.unlock();
    }
    return true;
  }

  private synchronized void keep(
      PendingRecord record, Level level, String logger, TaskNode task, boolean late) {
    EventKey key = task == null ? null : new EventKey(task.nextNumber(), new ScopeId(task.id()));
    records.add(
        new Recorded(
            record.kind,
            level,
            logger,
            key,
            record.template,
            Arrays.asList(Arrays.copyOf(record.arguments, record.argumentCount)),
            task == null ? Map.of() : map(task.bindings()),
            record.failure,
            record.outcome,
            late,
            record.foreign,
            record.orphan,
            record.link,
            record.threadName));
  }

  private static Map<String, Object> map(Bindings bindings) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < bindings.size(); i++) {
      map.put(bindings.name(i), bindings.value(i));
    }
    return map;
  }

  /** A line of any logging system, in the thread's current task. */
  public void log(String template) {
    commit(open().text(template, PendingRecord.Style.PLAIN), Level.INFO, "app", CurrentTask.node());
  }

  @Override
  public void close() {
    Recording.install(before);
  }
}
