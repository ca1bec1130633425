package dev.weft.event.collate;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.Source;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended: as its end record says or, for older Python clients, whose ends bear no mark,
 * as may be concluded.
 *
 * @param end the record; null for none
 * @param number its number; {@link Long#MAX_VALUE} for none
 */
record Ending(@Nullable Event end, long number, Status status, boolean inferred) {
  private static final String TASK_LOGGER = "root";

  static Ending of(Draft task, @Nullable Draft parent, @Nullable Ending parentEnding) {
    Ending said = said(task);
    if (said != null) {
      return said;
    }
    Source source = task.source();
    if (source == null) {
      return none(isForeign(task) ? Status.FOREIGN : Status.UNSEEN, false);
    }
    if (source.id() != null) {
      return none(Status.OPEN, false);
    }
    Ending concluded = concluded(task);
    if (concluded != null) {
      return concluded;
    }
    return wentOn(task, parent, parentEnding) ? none(Status.OVER, true) : none(Status.OPEN, false);
  }

  private static boolean isForeign(Draft unseen) {
    return !unseen.children().isEmpty()
        && unseen.children().stream().allMatch(child -> ScopeId.isSpan(child.id().lastSegment()));
  }

  private static Ending none(Status status, boolean inferred) {
    return new Ending(null, Long.MAX_VALUE, status, inferred);
  }

  private static @Nullable Ending said(Draft task) {
    Iterator<Map.Entry<Long, List<Event>>> latest =
        task.records().descendingMap().entrySet().iterator();
    while (latest.hasNext()) {
      Map.Entry<Long, List<Event>> entry = latest.next();
      if (entry.getValue().get(0) instanceof Event.ScopeEnded ended) {
        return new Ending(ended, entry.getKey(), Status.of(ended.outcome()), false);
      }
    }
    return null;
  }

  /** The last record is the end if it repeats the start, or if it says that the start failed. */
  private static @Nullable Ending concluded(Draft task) {
    Event begin = task.begin();
    Map.Entry<Long, List<Event>> last = task.records().lastEntry();
    if (begin == null
        || last == null
        || last.getKey() == 0
        || !(last.getValue().get(0) instanceof Event.Logged logged)
        || !logged.logger().equals(TASK_LOGGER)) {
      return null;
    }
    if (logged.level() == Level.INFO && logged.template().equals(Texts.template(begin))) {
      return new Ending(logged, last.getKey(), Status.SUCCEEDED, true);
    }
    if (logged.level() == Level.ERROR
        && logged.message().startsWith("FAILED " + Texts.message(begin))) {
      return new Ending(logged, last.getKey(), Status.FAILED, true);
    }
    return null;
  }

  /**
   * Python keeps one stack of open tasks, so a task is over once the one around it speaks again.
   */
  private static boolean wentOn(Draft task, @Nullable Draft parent, @Nullable Ending parentEnding) {
    if (parent == null || parentEnding == null || !parent.sameSource(task)) {
      return false;
    }
    Instant mine = task.lastTime();
    Instant parents = parent.lastTime();
    return parentEnding.end() != null
        || parentEnding.status() == Status.OVER
        || (mine != null && parents != null && parents.isAfter(mine));
  }
}
