package dev.weft.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.weft.bridge.Callers;
import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.line.CeeForm;
import dev.weft.line.LineLog;
import dev.weft.line.LineStats;
import dev.weft.record.Recording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends Logback's records as CEE datagrams to a syslog server, or as JSON lines to a standard
 * stream, with the fields of the request that the thread works for.
 *
 * <pre>{@code
 * <appender name="CEE" class="dev.weft.logback.LineAppender">
 *   <to>udp://localhost:514</to>       <!-- or stdout:, stderr:, off -->
 *   <facility>shop</facility>
 *   <field>environment=production</field>
 *   <location>true</location>
 * </appender>
 * }</pre>
 *
 * <p>{@code location} is true by default: the caller's line is looked for, which costs more than
 * all else.
 *
 * <p>Usable from any thread. Neither throws nor blocks; what finds no room is counted, and told by
 * a line of its own.
 */
public final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final String OFF = "off";

  private final Map<String, String> fields = new LinkedHashMap<>();
  private String to = OFF;
  private @Nullable String facility;
  private boolean location = true;
  private @Nullable LineLog lines;
  private LineReader reader = new LineReader(null, null);

  /** Where to: an address of {@link LineLog#to}, or {@code off}, which is the default. */
  public void setTo(String address) {
    to = address.isBlank() ? OFF : address.strip();
  }

  /** Stands as {@code source_facility} in the place of the logger's name. Default none. */
  public void setFacility(String name) {
    facility = name;
  }

  /** Whether the caller's line is looked for, which costs more than all else. Default true. */
  public void setLocation(boolean on) {
    location = on;
  }

  /** A field of every line, as {@code name=value}. */
  public void addField(String nameAndValue) {
    int equals = nameAndValue.indexOf('=');
    if (equals <= 0) {
      addError("the field \"" + nameAndValue + "\" has no name; write name=value");
      return;
    }
    fields.put(
        nameAndValue.substring(0, equals).strip(), nameAndValue.substring(equals + 1).strip());
  }

  @Override
  public void start() {
    if (!to.equals(OFF)) {
      try {
        lines = LineLog.to(to, new CeeForm(facility, fields));
      } catch (ConfigurationException wrong) {
        addError("the appender " + getName() + " is not started: " + wrong.getMessage());
        return;
      }
    }
    List<String> further = List.of();
    ReadThroughMdc mdc = null;
    if (getContext() instanceof LoggerContext context) {
      mdc = ReadThroughMdc.of(context);
      further = context.getFrameworkPackages();
    }
    reader = new LineReader(location ? Callers.above(further) : null, mdc);
    super.start();
  }

  /** What became of the lines until now. */
  public LineStats stats() {
    return lines == null ? new LineStats(0, 0, 0, 0) : lines.stats();
  }

  /** Waits two seconds at most until what was logged is written. */
  @Override
  public void stop() {
    if (isStarted()) {
      super.stop();
      if (lines != null) {
        lines.close();
      }
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    LineLog target = lines;
    if (target == null) {
      return;
    }
    try {
      Level level = Levels.of(event.getLevel());
      if (target.accepts(level, event.getLoggerName())) {
        target.write(reader.read(event, level, Recording.capture()));
      }
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      addWarn("a record was not written", broken);
    }
  }
}
