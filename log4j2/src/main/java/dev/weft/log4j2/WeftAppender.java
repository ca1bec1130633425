package dev.weft.log4j2;

import dev.weft.Weft;
import dev.weft.bridge.Bridging;
import dev.weft.event.Level;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.jspecify.annotations.Nullable;

/**
 * Sends Log4j's records into the task of the thread that logs.
 *
 * <pre>{@code
 * <Appenders>
 *   <Weft name="weft" to="zeromq://collector:5010" service="shop" location="false" mdc="true"/>
 * </Appenders>
 * }</pre>
 *
 * <p>{@code to} and {@code service} are for programs that start Weft nowhere else. Needs no
 * asynchronous appender before it, and stands one, and asynchronous loggers: the record keeps its
 * task.
 *
 * <p>Usable from any thread. Neither throws nor blocks, whatever a record holds. Weft's own records
 * are left out; so are, by Log4j, those made while one is being taken on the same thread, as by the
 * {@code toString} of an argument.
 */
@Plugin(
    name = "Weft",
    category = Core.CATEGORY_NAME,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true)
public final class WeftAppender extends AbstractAppender {
  private static final long FLUSH_LIMIT_MILLIS = 2_000;

  private final boolean location;
  private final EventReader reader;
  private final @Nullable Configuration configuration;

  private WeftAppender(Builder builder, @Nullable Filter filter, Property[] properties) {
    super(builder.getName(), filter, null, true, properties);
    location = builder.location;
    configuration = builder.getConfiguration();
    reader = new EventReader(builder.location, builder.mdc);
  }

  /** Starts from the defaults. */
  @PluginBuilderFactory
  public static Builder newBuilder() {
    return new Builder();
  }

  @Override
  public void start() {
    if (configuration != null) {
      configuration.getLoggers().values().forEach(LateContexts::use);
    }
    super.start();
  }

  /** Has Log4j look for the caller's line, and carry it across asynchronous appenders. */
  @Override
  public boolean requiresLocation() {
    return location;
  }

  /** Waits until what was logged is with the senders; two seconds at most. */
  @Override
  public boolean stop(long timeout, TimeUnit unit) {
    setStopping();
    boolean stopped = stop(timeout, unit, false);
    long millis = timeout <= 0 ? FLUSH_LIMIT_MILLIS : unit.toMillis(timeout);
    Weft.flush(Duration.ofMillis(Math.min(FLUSH_LIMIT_MILLIS, millis)));
    setStopped();
    return stopped;
  }

  @Override
  public void append(LogEvent event) {
    try {
      send(event);
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      error("a record was not sent: " + broken);
    }
  }

  private void send(LogEvent event) {
    Level level = Levels.of(event.getLevel());
    Recorder recorder = Recording.recorder();
    if (event.getMessage() instanceof TaskLine
        || !recorder.accepts(level)
        || Bridging.isOwn(event.getLoggerName())) {
      return;
    }
    if (event.getClass() == MutableLogEvent.class) {
      useLateContexts(event);
    }
    reader.read(event, level, recorder, Recording.capture());
  }

  // Loggers may be configured later, as by Configurator.setLevel; their first event tells.
  private void useLateContexts(LogEvent event) {
    if (configuration != null && event.getThreadId() == Thread.currentThread().getId()) {
      LateContexts.use(configuration.getLoggerConfig(event.getLoggerName()));
    }
  }

  /** What the element in the configuration says. */
  public static final class Builder extends AbstractAppender.Builder<Builder>
      implements org.apache.logging.log4j.core.util.Builder<WeftAppender> {
    @PluginBuilderAttribute private @Nullable String to;
    @PluginBuilderAttribute private @Nullable String service;
    @PluginBuilderAttribute private boolean location;
    @PluginBuilderAttribute private boolean mdc = true;

    private Builder() {}

    /**
     * Where to send, such as {@code zeromq://host:5010}, if Weft is not started when the appender
     * is made.
     */
    public Builder setTo(String address) {
      to = address;
      return this;
    }

    /** The program's name, if the appender starts Weft. Default its main class. */
    public Builder setService(String name) {
      service = name;
      return this;
    }

    /** Whether the caller's line is looked for, which costs more than all else. Default false. */
    public Builder setLocation(boolean on) {
      location = on;
      return this;
    }

    /** Whether the thread's context is sent. Default true. */
    public Builder setMdc(boolean on) {
      mdc = on;
      return this;
    }

    /**
     * Makes it, and starts Weft where that is its task.
     *
     * @throws dev.weft.event.flow.ConfigurationException when {@code to} makes no sense
     */
    @Override
    public WeftAppender build() {
      if (getName() == null) {
        throw new IllegalArgumentException("the element Weft has no name; say name=\"weft\"");
      }
      if (to != null && !Weft.started()) {
        startWeft(to);
      }
      return new WeftAppender(this, getFilter(), getPropertyArray());
    }

    private void startWeft(String address) {
      Weft.Builder weft = Weft.configure().to(address);
      try {
        (service == null ? weft : weft.service(service)).start();
      } catch (IllegalStateException startedMeanwhile) {
        // By the program itself, which knows better.
      }
    }
  }
}
