package dev.weft.bridge;

import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.record.CurrentTask;
import dev.weft.record.PendingRecord;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.List;
import java.util.MissingResourceException;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of {@code java.util.logging}, and so those of {@code System.Logger}, into the
 * task of the thread that logs. {@link JulBridge#install()} puts one in place; or name it in {@code
 * logging.properties}:
 *
 * <pre>
 * handlers = java.util.logging.ConsoleHandler, dev.weft.bridge.WeftHandler
 * dev.weft.bridge.WeftHandler.level = INFO
 * dev.weft.bridge.WeftHandler.location = true
 * </pre>
 *
 * <p>{@code level} is {@code ALL} by default (each logger's own level decides first), {@code
 * location} is false: true looks for the caller's line at each record, which costs more than all
 * else.
 *
 * <p>Usable from any thread. Neither throws nor blocks, whatever the record holds.
 */
public final class WeftHandler extends Handler {
  // Of the JDK's own kind, so that a pool's thread keeps no class of an application alive.
  private static final ThreadLocal<boolean[]> BUSY = ThreadLocal.withInitial(() -> new boolean[1]);

  private final Callers callers = Callers.above(List.of());
  private volatile boolean location;

  /** Configured by {@code logging.properties}. */
  public WeftHandler() {
    LogManager manager = LogManager.getLogManager();
    String prefix = WeftHandler.class.getName();
    setLevel(level(manager.getProperty(prefix + ".level")));
    location = Boolean.parseBoolean(manager.getProperty(prefix + ".location"));
  }

  private static java.util.logging.Level level(@Nullable String name) {
    try {
      return name == null
          ? java.util.logging.Level.ALL
          : java.util.logging.Level.parse(name.trim());
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          WeftHandler.class.getName()
              + ".level = "
              + name
              + " is no level of java.util.logging; use ALL, FINE, INFO, WARNING or SEVERE",
          unknown);
    }
  }

  /** Whether the caller's line is looked for. Default false. */
  public void location(boolean on) {
    location = on;
  }

  @Override
  public void publish(@Nullable LogRecord entry) {
    boolean[] busy = BUSY.get();
    if (entry == null || busy[0] || entry instanceof JulLocalLog.TaskLine || !isLoggable(entry)) {
      return;
    }
    busy[0] = true;
    try {
      record(entry);
    } catch (RuntimeException | LinkageError | StackOverflowError broken) {
      reportError("not sent: " + broken, null, 0);
    } finally {
      busy[0] = false;
    }
  }

  private void record(LogRecord entry) {
    Level level = JulLevels.of(entry.getLevel());
    Recorder recorder = Recording.recorder();
    String logger = loggerName(entry);
    if (Bridging.isOwn(logger) || !recorder.accepts(level)) {
      return;
    }
    PendingRecord record = recorder.open();
    message(record, Recording.capture(), entry);
    record.created(micros(entry.getInstant())).failure(entry.getThrown());
    boolean here = thread(record, entry.getLongThreadID());
    if (here && location) {
      record.location(callers.caller());
    }
    recorder.commit(record, level, logger, here ? CurrentTask.node() : null);
  }

  private static String loggerName(LogRecord entry) {
    String name = entry.getLoggerName();
    return name == null || name.isEmpty() ? Bridging.ROOT : name;
  }

  private static long micros(Instant when) {
    return when.getEpochSecond() * 1_000_000 + when.getNano() / 1000;
  }

  /** Says which thread, and whether it is this one; a MemoryHandler may push later, from others. */
  private static boolean thread(PendingRecord record, long id) {
    Thread current = Thread.currentThread();
    boolean here = current.getId() == id;
    record.thread(id, here ? current.getName() : "thread-" + id);
    return here;
  }

  private static void message(PendingRecord record, Capture capture, LogRecord entry) {
    String template = entry.getMessage() == null ? "" : entry.getMessage();
    @Nullable Object[] parameters = entry.getParameters();
    String message = localized(entry, template);
    if (parameters != null && parameters.length > 0 && hasPlaces(message)) {
      message = filled(message, Bridging.captured(capture, parameters));
    }
    Bridging.message(record, capture, template, message);
  }

  private static String localized(LogRecord entry, String template) {
    if (entry.getResourceBundle() == null) {
      return template;
    }
    try {
      return entry.getResourceBundle().getString(template);
    } catch (MissingResourceException | ClassCastException untranslated) {
      return template;
    }
  }

  /** As the JDK's formatters decide: a brace followed by a digit makes it a MessageFormat. */
  private static boolean hasPlaces(String text) {
    for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
      if (at + 1 < text.length() && Character.digit(text.charAt(at + 1), 10) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static String filled(String template, @Nullable Object[] captured) {
    try {
      return MessageFormat.format(template, captured);
    } catch (IllegalArgumentException noMessageFormat) {
      return template;
    }
  }

  /** Does nothing: sending is Weft's own business. */
  @Override
  public void flush() {}

  /** Does nothing: Weft is closed by itself. */
  @Override
  public void close() {}
}
