package dev.weft.logback;

import static ch.qos.logback.classic.spi.ThrowableProxyUtil.asString;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.weft.bridge.Callers;
import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.line.LogLine;
import dev.weft.record.CurrentTask;
import dev.weft.record.TaskNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Makes a line of an event, as it is now. Of an event that comes later and on another thread, the
 * task is what its context knows; see {@link EventReader}.
 *
 * <p>Immutable, usable from any thread.
 */
final class LineReader {
  private final @Nullable Callers callers;
  private final @Nullable ReadThroughMdc mdc;

  LineReader(@Nullable Callers callers, @Nullable ReadThroughMdc mdc) {
    this.callers = callers;
    this.mdc = mdc;
  }

  LogLine read(ILoggingEvent event, Level level, Capture capture) {
    boolean here = event.getThreadName().equals(Thread.currentThread().getName());
    String message = event.getFormattedMessage();
    LogLine line =
        new LogLine(level, EventReader.logger(event), message == null ? "" : message, capture)
            .made(EventReader.micros(event), event.getThreadName())
            .location(location(event, here))
            .task(task(event, here));
    failure(line, event.getThrowableProxy());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        line.field(String.valueOf(pair.key), pair.value);
      }
    }
    context(event, here).forEach(line::field);
    return line;
  }

  private static @Nullable TaskNode task(ILoggingEvent event, boolean here) {
    // A line about a task knows which, and shows it in the context that it brings along.
    if (here && !(event instanceof TaskLine)) {
      return CurrentTask.node();
    }
    return event.getMDCPropertyMap() instanceof ScopedContext scoped ? scoped.task() : null;
  }

  private Map<String, String> context(ILoggingEvent event, boolean here) {
    return here && mdc != null ? mdc.programContext() : EventReader.own(event);
  }

  private static void failure(LogLine line, @Nullable IThrowableProxy proxy) {
    if (proxy instanceof ThrowableProxy local) {
      line.failure(local.getThrowable());
    } else if (proxy != null) {
      // From another virtual machine, where only its text is left.
      line.stack(asString(proxy));
    }
  }

  private @Nullable StackTraceElement location(ILoggingEvent event, boolean here) {
    if (callers == null) {
      return null;
    }
    if (event.hasCallerData() && event.getCallerData().length > 0) {
      return event.getCallerData()[0];
    }
    return here ? callers.caller() : null;
  }
}
