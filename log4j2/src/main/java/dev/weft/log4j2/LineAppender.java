package dev.weft.log4j2;

import dev.weft.event.Level;
import dev.weft.line.CeeForm;
import dev.weft.line.LineLog;
import dev.weft.line.LineStats;
import dev.weft.record.Recording;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends Log4j's records as CEE datagrams to a syslog server, or as JSON lines to a standard stream,
 * with the fields of the request that the thread works for.
 *
 * <pre>{@code
 * <Appenders>
 *   <WeftLines name="cee" to="udp://localhost:514" facility="shop" location="true">
 *     <Property name="environment">production</Property>
 *   </WeftLines>
 * </Appenders>
 * }</pre>
 *
 * <p>{@code to} may also be {@code stdout:}, {@code stderr:} or, as by default, {@code off}. The
 * properties are fields of every line. {@code location} is true by default: the caller's line is
 * looked for, which costs more than all else.
 *
 * <p>Usable from any thread. Neither throws nor blocks; what finds no room is counted, and told by
 * a line of its own.
 */
@Plugin(
    name = "WeftLines",
    category = Core.CATEGORY_NAME,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true)
public final class LineAppender extends AbstractAppender {
  private static final String OFF = "off";

  private final boolean location;
  private final @Nullable LineLog lines;

  private LineAppender(Builder builder, Property[] properties) {
    super(builder.getName(), builder.getFilter(), null, true, properties);
    location = builder.location;
    lines =
        builder.to.isBlank() || builder.to.equals(OFF)
            ? null
            : LineLog.to(builder.to, new CeeForm(builder.facility, fields(properties)));
  }

  private static Map<String, String> fields(Property[] properties) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Property property : properties) {
      fields.put(property.getName(), property.getValue());
    }
    return fields;
  }

  /** Starts from the defaults. */
  @PluginBuilderFactory
  public static Builder newBuilder() {
    return new Builder();
  }

  /** Has Log4j look for the caller's line, and carry it across asynchronous appenders. */
  @Override
  public boolean requiresLocation() {
    return location;
  }

  /** What became of the lines until now. */
  public LineStats stats() {
    return lines == null ? new LineStats(0, 0, 0, 0) : lines.stats();
  }

  /** Waits two seconds at most until what was logged is written. */
  @Override
  public boolean stop(long timeout, TimeUnit unit) {
    setStopping();
    boolean stopped = stop(timeout, unit, false);
    if (lines != null) {
      lines.close();
    }
    setStopped();
    return stopped;
  }

  @Override
  public void append(LogEvent event) {
    LineLog target = lines;
    if (target == null) {
      return;
    }
    try {
      Level level = Levels.of(event.getLevel());
      if (target.accepts(level, EventReader.logger(event))) {
        target.write(LineReader.read(event, level, location, Recording.capture()));
      }
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      error("a record was not written: " + broken);
    }
  }

  /** What the element in the configuration says. */
  public static final class Builder extends AbstractAppender.Builder<Builder>
      implements org.apache.logging.log4j.core.util.Builder<LineAppender> {
    @PluginBuilderAttribute private String to = OFF;
    @PluginBuilderAttribute private @Nullable String facility;
    @PluginBuilderAttribute private boolean location = true;

    private Builder() {}

    /** Where to: an address of {@link LineLog#to}, or {@code off}, which is the default. */
    public Builder setTo(String address) {
      to = address;
      return this;
    }

    /** Stands as {@code source_facility} in the place of the logger's name. Default none. */
    public Builder setFacility(String name) {
      facility = name;
      return this;
    }

    /** Whether the caller's line is looked for, which costs more than all else. Default true. */
    public Builder setLocation(boolean on) {
      location = on;
      return this;
    }

    /**
     * Makes it.
     *
     * @throws dev.weft.event.flow.ConfigurationException when {@code to} makes no sense
     */
    @Override
    public LineAppender build() {
      if (getName() == null) {
        throw new IllegalArgumentException("the element WeftLines has no name; say name=\"lines\"");
      }
      return new LineAppender(this, getPropertyArray());
    }
  }
}
