package dev.weft.logback;

import static ch.qos.logback.classic.spi.ThrowableProxyUtil.asString;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.weft.bridge.Bridging;
import dev.weft.bridge.Callers;
import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.record.CurrentTask;
import dev.weft.record.PendingRecord;
import dev.weft.record.Recorder;
import dev.weft.record.TaskNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * Takes one event over, as it is now.
 *
 * <h2>Now or later</h2>
 *
 * Behind an asynchronous appender an event arrives on another thread, when its arguments may have
 * changed and the thread's current task is not its own. Such an event was prepared: its message is
 * made, and its MDC is a {@link ScopedContext} that knows the task. It is recognized by its
 * thread's name, the one thing that it says of its origin; an unnamed virtual thread's is taken for
 * another's, which costs the message and changes nothing else.
 *
 * <p>Immutable, usable from any thread.
 */
final class EventReader {
  private static final @Nullable Object[] NO_ARGUMENTS = {};

  private final @Nullable Callers callers;
  private final boolean withContext;
  private final @Nullable ReadThroughMdc mdc;

  EventReader(@Nullable Callers callers, boolean withContext, @Nullable ReadThroughMdc mdc) {
    this.callers = callers;
    this.withContext = withContext;
    this.mdc = mdc;
  }

  void read(ILoggingEvent event, Level level, Recorder recorder, Capture capture) {
    PendingRecord record = recorder.open();
    Thread thread = Thread.currentThread();
    String threadName = event.getThreadName();
    boolean here = threadName.equals(thread.getName());
    record.thread(here ? thread.getId() : 0, threadName).created(micros(event));
    keyValues(record, capture, event.getKeyValuePairs());
    failure(record, event.getThrowableProxy());
    if (event.getMarkerList() != null) {
      record.markers(names(event.getMarkerList()));
    }
    String template = event.getMessage() == null ? "" : event.getMessage();
    TaskNode task;
    if (here) {
      Object[] arguments = event.getArgumentArray();
      Bridging.braces(record, capture, template, arguments == null ? NO_ARGUMENTS : arguments);
      task = CurrentTask.node();
    } else {
      String message = event.getFormattedMessage();
      Bridging.message(record, capture, template, message == null ? "" : message);
      task = event.getMDCPropertyMap() instanceof ScopedContext scoped ? scoped.task() : null;
    }
    if (withContext) {
      context(record, capture, event, here);
    }
    location(record, event, here);
    recorder.commit(record, level, logger(event), task);
  }

  static String logger(ILoggingEvent event) {
    String name = event.getLoggerName();
    return name.equals(org.slf4j.Logger.ROOT_LOGGER_NAME) ? Bridging.ROOT : name;
  }

  static long micros(ILoggingEvent event) {
    Instant when = event.getInstant();
    return when == null
        ? event.getTimeStamp() * 1000
        : when.getEpochSecond() * 1_000_000 + when.getNano() / 1000;
  }

  private static void keyValues(
      PendingRecord record, Capture capture, @Nullable List<KeyValuePair> pairs) {
    if (pairs == null) {
      return;
    }
    for (int i = 0; i < pairs.size(); i++) {
      KeyValuePair pair = pairs.get(i);
      String name = String.valueOf(pair.key);
      record.field(name, capture.value(name, pair.value));
    }
  }

  private static void failure(PendingRecord record, @Nullable IThrowableProxy proxy) {
    if (proxy instanceof ThrowableProxy local) {
      record.failure(local.getThrowable());
    } else if (proxy != null) {
      // From another virtual machine, where only its text is left.
      record.stack(asString(proxy));
    }
  }

  /** Names of the markers, and of those they refer to. */
  private static List<String> names(List<Marker> markers) {
    if (markers.size() == 1 && !markers.get(0).hasReferences()) {
      return List.of(markers.get(0).getName());
    }
    List<String> names = new ArrayList<>();
    markers.forEach(marker -> add(marker, names));
    return names;
  }

  private static void add(Marker marker, List<String> names) {
    // Markers may refer to each other in circles; the list of names ends them.
    if (names.contains(marker.getName())) {
      return;
    }
    names.add(marker.getName());
    Iterator<Marker> references = marker.iterator();
    while (references.hasNext()) {
      add(references.next(), names);
    }
  }

  private void context(PendingRecord record, Capture capture, ILoggingEvent event, boolean here) {
    Map<String, String> own = here && mdc != null ? mdc.programContext() : own(event);
    Bridging.context(record, capture, own);
  }

  static Map<String, String> own(ILoggingEvent event) {
    Map<String, String> context = event.getMDCPropertyMap();
    if (context instanceof ScopedContext scoped) {
      return scoped.own();
    }
    return context == null ? Map.of() : context;
  }

  private void location(PendingRecord record, ILoggingEvent event, boolean here) {
    if (callers == null) {
      return;
    }
    if (event.hasCallerData() && event.getCallerData().length > 0) {
      record.location(event.getCallerData()[0]);
    } else if (here) {
      record.location(callers.caller());
    }
  }
}
