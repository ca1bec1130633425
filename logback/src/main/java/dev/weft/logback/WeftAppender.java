package dev.weft.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.weft.Weft;
import dev.weft.bridge.Bridging;
import dev.weft.bridge.Callers;
import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends Logback's records into the task of the thread that logs.
 *
 * <pre>{@code
 * <appender name="WEFT" class="dev.weft.logback.WeftAppender">
 *   <to>zeromq://collector:5010</to>   <!-- only where nothing else starts Weft -->
 *   <service>shop</service>
 *   <location>false</location>
 *   <mdc>true</mdc>
 * </appender>
 * }</pre>
 *
 * <p>Needs no asynchronous appender before it, and stands one: the record keeps its task. While one
 * is in use, the patterns of all appenders of its logger context see the current task as {@code
 * %X{task}}, and its fields by name.
 *
 * <p>Usable from any thread. Neither throws nor blocks, whatever a record holds. A record made
 * while one is being taken on the same thread, as by the {@code toString} of an argument, is left
 * out; so are Weft's own.
 */
public final class WeftAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

  private @Nullable String to;
  private @Nullable String service;
  private boolean location;
  private boolean mdc = true;
  private EventReader reader = new EventReader(null, true, null);

  /**
   * Where to send, such as {@code zeromq://host:5010}, if Weft is not started when the appender is.
   */
  public void setTo(String address) {
    to = address;
  }

  /** The program's name, if the appender starts Weft. Default its main class. */
  public void setService(String name) {
    service = name;
  }

  /** Whether the caller's line is looked for, which costs more than all else. Default false. */
  public void setLocation(boolean on) {
    location = on;
  }

  /** Whether the MDC is sent. Default true. */
  public void setMdc(boolean on) {
    mdc = on;
  }

  @Override
  public void start() {
    if (to != null && !startedWeft(to)) {
      return;
    }
    List<String> further = List.of();
    ReadThroughMdc readThrough = null;
    if (getContext() instanceof LoggerContext context) {
      readThrough = ReadThroughMdc.of(context);
      further = context.getFrameworkPackages();
    }
    reader = new EventReader(location ? Callers.above(further) : null, mdc, readThrough);
    super.start();
  }

  private boolean startedWeft(String address) {
    if (Weft.started()) {
      return true;
    }
    try {
      Weft.Builder weft = Weft.configure().to(address);
      (service == null ? weft : weft.service(service)).start();
      return true;
    } catch (ConfigurationException wrong) {
      addError("the appender " + getName() + " is not started: " + wrong.getMessage());
      return false;
    } catch (IllegalStateException startedMeanwhile) {
      return true;
    }
  }

  /** Waits two seconds at most until what was logged is with the senders. */
  @Override
  public void stop() {
    if (isStarted()) {
      super.stop();
      Weft.flush(FLUSH_LIMIT);
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    try {
      send(event);
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      addWarn("a record was not sent", broken);
    }
  }

  private void send(ILoggingEvent event) {
    Level level = Levels.of(event.getLevel());
    Recorder recorder = Recording.recorder();
    if (event instanceof TaskLine
        || !recorder.accepts(level)
        || Bridging.isOwn(event.getLoggerName())) {
      return;
    }
    reader.read(event, level, recorder, Recording.capture());
  }
}
