package dev.weft.log4j2;

import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.ContextDataInjector;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.core.util.Clock;
import org.apache.logging.log4j.core.util.ClockFactory;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.TimestampMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.jspecify.annotations.Nullable;

/**
 * Log4j's reused event, but for its context: that is gathered when somebody asks for it, and so
 * costs nothing where nobody does.
 *
 * <p>Used by its own thread, for one log call at a time, like the event it stands for. What is to
 * outlive the call is copied by Log4j, which asks for the context then.
 */
final class LateContextEvent extends MutableLogEvent {
  private static final long serialVersionUID = 1;
  private static final Clock CLOCK = ClockFactory.getClock();

  private final transient ContextDataInjector injector;
  private final boolean fromThreadAlone;
  private transient @Nullable List<Property> properties;
  private boolean inUse;
  private boolean withData;
  private boolean withStack;

  /**
   * An event of the calling thread.
   *
   * @param fromThreadAlone whether the injector adds nothing of its own to the thread's context and
   *     the task's
   */
  LateContextEvent(ContextDataInjector injector, boolean fromThreadAlone) {
    this.injector = injector;
    this.fromThreadAlone = fromThreadAlone;
  }

  /** Whether a log call uses it just now. */
  boolean inUse() {
    return inUse;
  }

  /** Whether its context is the thread's and the task's, and nothing else. */
  boolean hasContextOfThreadAlone() {
    return fromThreadAlone && properties == null;
  }

  /** Takes over what a log call says. */
  void fill(
      String loggerName,
      @Nullable Marker marker,
      String callerClass,
      @Nullable StackTraceElement location,
      @Nullable Level level,
      Message message,
      @Nullable List<Property> ofLogger,
      @Nullable Throwable thrown) {
    inUse = true;
    setLoggerName(loggerName);
    setMarker(marker);
    setLoggerFqcn(callerClass);
    setLevel(level == null ? Level.OFF : level);
    setMessage(message);
    setTime(message);
    setThrown(thrown);
    setSource(location);
    properties = ofLogger == null || ofLogger.isEmpty() ? null : ofLogger;
    setThread(Thread.currentThread());
  }

  private void setTime(Message message) {
    if (message instanceof TimestampMessage timed) {
      setTimeMillis(timed.getTimestamp());
    } else {
      ((MutableInstant) getInstant()).initFrom(CLOCK);
    }
    setNanoTime(Log4jLogEvent.getNanoClock().nanoTime());
  }

  // Set anew each time, since a thread may be given another name.
  private void setThread(Thread thread) {
    setThreadId(thread.getId());
    setThreadName(thread.getName());
    setThreadPriority(thread.getPriority());
  }

  @Override
  public ReadOnlyStringMap getContextData() {
    if (inUse && !withData) {
      withData = true;
      setContextData(injector.injectContextData(properties, (StringMap) super.getContextData()));
    }
    return super.getContextData();
  }

  @Override
  @Deprecated
  public Map<String, String> getContextMap() {
    getContextData();
    return super.getContextMap();
  }

  @Override
  public ThreadContext.ContextStack getContextStack() {
    if (inUse && !withStack) {
      withStack = true;
      setContextStack(
          ThreadContext.getDepth() == 0 ? ThreadContext.EMPTY_STACK : ThreadContext.cloneStack());
    }
    return super.getContextStack();
  }

  @Override
  @Deprecated
  public void initializeBuilder(Log4jLogEvent.Builder builder) {
    // Reads the fields, not the getters.
    getContextData();
    getContextStack();
    super.initializeBuilder(builder);
  }

  /** Called by Log4j when the log call ends. */
  @Override
  public void clear() {
    super.clear();
    properties = null;
    withData = false;
    withStack = false;
    inUse = false;
  }
}
