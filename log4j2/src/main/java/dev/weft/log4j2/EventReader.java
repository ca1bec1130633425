package dev.weft.log4j2;

import dev.weft.bridge.Bridging;
import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.record.CurrentTask;
import dev.weft.record.PendingRecord;
import dev.weft.record.PendingRecord.Style;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterConsumer;
import org.apache.logging.log4j.message.ParameterVisitable;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableMessage;
import org.apache.logging.log4j.spi.ReadOnlyThreadContextMap;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes one event over, as it is now.
 *
 * <h2>Reused events</h2>
 *
 * Log4j fills one event, message and parameter array a thread again and again. So nothing of them
 * is kept: parameters are captured one by one, where they lie.
 *
 * <h2>Now or later</h2>
 *
 * Behind an asynchronous appender or logger an event arrives on another thread, when its parameters
 * may have changed and the thread's current task is not its own. Its message was made in time, and
 * its context data names the task.
 *
 * <p>Immutable, usable from any thread.
 */
final class EventReader {
  private static final @Nullable Object[] NOTHING = {};
  private static final ParameterConsumer<PendingRecord> TAKE =
      (parameter, index, record) -> record.argument(Recording.capture().value(parameter));
  private static final TriConsumer<String, @Nullable Object, Target> KEEP =
      (name, value, target) -> target.keep(name, value);

  private final boolean withLocation;
  private final boolean withContext;

  EventReader(boolean withLocation, boolean withContext) {
    this.withLocation = withLocation;
    this.withContext = withContext;
  }

  void read(LogEvent event, Level level, Recorder recorder, Capture capture) {
    PendingRecord record = recorder.open();
    boolean here = event.getThreadId() == Thread.currentThread().getId();
    record.thread(event.getThreadId(), event.getThreadName()).created(micros(event.getInstant()));
    message(record, capture, event.getMessage(), here);
    record.failure(event.getThrown());
    if (event.getMarker() != null) {
      record.markers(names(event.getMarker()));
    }
    TaskNode task =
        here
            ? CurrentTask.node()
            : TaskContexts.task(event.getContextData().getValue(TaskContexts.TASK));
    if (withContext) {
      context(record, capture, event, task, here);
    }
    if (withLocation) {
      record.location(event.getSource());
    }
    recorder.commit(record, level, logger(event), task);
  }

  static String logger(LogEvent event) {
    String name = event.getLoggerName();
    return name == null || name.isEmpty() ? Bridging.ROOT : name;
  }

  static long micros(Instant when) {
    return when.getEpochSecond() * 1_000_000 + when.getNanoOfSecond() / 1000;
  }

  private static void message(
      PendingRecord record, Capture capture, Message message, boolean here) {
    // Nearly all are that; asking a class for one interface after another is slow before Java 23.
    if (here && message instanceof MutableLogEvent reused && !capture.redactsText()) {
      String template = reused.getFormat();
      if (template != null) {
        record.text(template, reused.getParameterCount() == 0 ? Style.PLAIN : Style.BRACES);
        reused.forEachParameter(TAKE, record);
        return;
      }
    }
    if (message instanceof MapMessage<?, ?> map) {
      fields(record, capture, map);
      return;
    }
    String template = template(message);
    boolean braces = message instanceof ParameterizedMessage || message instanceof ReusableMessage;
    if (!here || !braces || template == null) {
      String made = message.getFormattedMessage();
      String text = made == null ? "" : made;
      Bridging.message(record, capture, template == null ? text : template, text);
    } else if (message instanceof ParameterVisitable visitable && !capture.redactsText()) {
      boolean plain = message instanceof ReusableMessage reused && reused.getParameterCount() == 0;
      record.text(template, plain ? Style.PLAIN : Style.BRACES);
      visitable.forEachParameter(TAKE, record);
    } else {
      @Nullable Object[] parameters = message.getParameters();
      Bridging.braces(record, capture, template, parameters == null ? NOTHING : parameters);
    }
  }

  @SuppressWarnings("deprecation") // as there is no other way to the template
  static @Nullable String template(Message message) {
    return message.getFormat();
  }

  /**
   * Log4j's way to say key-values. Where the message has no text of its own, one is made of the
   * values as they are shown: the one that Log4j makes would tell the secrets among them.
   */
  private static void fields(PendingRecord record, Capture capture, MapMessage<?, ?> message) {
    StringBuilder text = new StringBuilder();
    message.forEach((name, value) -> {
      Object shown = capture.value(name, value);
      record.field(name, shown);
      text.append(text.length() == 0 ? "" : " ").append(name).append("=\"");
      text.append(shown).append('"');
    });
    String own = template(message);
    String said = own == null || own.isEmpty() ? text.toString() : own;
    Bridging.message(record, capture, said, said);
  }

  /** Names of the marker and of its ancestors. */
  private static List<String> names(Marker marker) {
    if (!marker.hasParents()) {
      return List.of(marker.getName());
    }
    List<String> names = new ArrayList<>();
    add(marker, names);
    return names;
  }

  private static void add(Marker marker, List<String> names) {
    // Log4j refuses no circle of parents; the list of names ends them.
    if (names.contains(marker.getName())) {
      return;
    }
    names.add(marker.getName());
    if (marker.hasParents()) {
      for (Marker parent : marker.getParents()) {
        add(parent, names);
      }
    }
  }

  private static void context(
      PendingRecord record,
      Capture capture,
      LogEvent event,
      @Nullable TaskNode task,
      boolean here) {
    Target target = new Target(record, capture);
    if (here && event instanceof LateContextEvent late && late.hasContextOfThreadAlone()) {
      ReadOnlyThreadContextMap own = ThreadContext.getThreadContextMap();
      if (own == null) {
        Bridging.context(record, capture, ThreadContext.getImmutableContext());
      } else {
        own.getReadOnlyContextData().forEach(KEEP, target);
      }
      return;
    }
    ReadOnlyStringMap data = event.getContextData();
    // Mostly there is nothing but what the task itself put there, which its record carries anyway.
    boolean ofTaskAlone =
        here
            && task != null
            && data.size() == task.bindings().size() + 1
            && ThreadContext.isEmpty();
    if (!ofTaskAlone && !data.isEmpty()) {
      target.ofTask = task == null ? Map.of() : TaskContexts.of(task);
      data.forEach(KEEP, target);
    }
  }

  /** Where to put what the program itself put into the context. */
  private static final class Target {
    private final PendingRecord record;
    private final Capture capture;
    private Map<String, String> ofTask = Map.of();

    Target(PendingRecord record, Capture capture) {
      this.record = record;
      this.capture = capture;
    }

    void keep(@Nullable String name, @Nullable Object value) {
      String text = String.valueOf(value);
      if (ofTask.isEmpty() || !text.equals(ofTask.get(name))) {
        Bridging.context(record, capture, String.valueOf(name), text);
      }
    }
  }
}
