package dev.weft.bridge;

import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.record.CurrentTask;
import dev.weft.record.PendingRecord;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import java.util.List;
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
    String logger = JulText.logger(entry);
    if (Bridging.isOwn(logger) || !recorder.accepts(level)) {
      return;
    }
    PendingRecord record = recorder.open();
    message(record, Recording.capture(), entry);
    record.created(JulText.micros(entry)).failure(entry.getThrown());
    boolean here = thread(record, entry.getLongThreadID());
    if (here && location) {
      record.location(callers.caller());
    }
    recorder.commit(record, level, logger, here ? CurrentTask.node() : null);
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
    Bridging.message(record, capture, template, JulText.of(entry, capture));
  }

  /** Does nothing: sending is Weft's own business. */
  @Override
  public void flush() {}

  /** Does nothing: Weft is closed by itself. */
  @Override
  public void close() {}
}
