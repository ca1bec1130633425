package dev.weft.bridge;

import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import java.util.Iterator;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the {@link LocalLog} of the process: the first on the class path whose logging system is
 * in use, else {@code java.util.logging}. Usable from any thread.
 */
public final class LocalLogs {
  private static final System.Logger OWN = System.getLogger("dev.weft.bridge");

  // Holds from the first line on, whether Weft is started or not.
  private static final String SETTING = "weft.local-lines";
  private static final String VARIABLE = "WEFT_LOCAL_LINES";

  // Not a class that is initialized once: choosing may start a logging system whose configuration
  // starts Weft, which asks again on the same thread. The outer choice, made last, stays.
  private static volatile @Nullable LocalLog chosen;

  // An appender of the program's may itself work in tasks and on objects, whose lines would reach
  // it again.
  private static final ThreadLocal<@Nullable Boolean> WRITING = new ThreadLocal<>();

  private static volatile boolean on =
      Boolean.parseBoolean(
          System.getProperty(SETTING, Objects.requireNonNullElse(System.getenv(VARIABLE), "true"))
              .strip());

  private LocalLogs() {}

  /** Switches all of Weft's lines; returns what was before. */
  public static boolean on(boolean next) {
    boolean before = on;
    on = next;
    return before;
  }

  /** Whether a line of that level would be written anywhere: to be asked before text is made. */
  public static boolean enabled(String logger, Level level) {
    return on && chosen().enabled(logger, level);
  }

  /**
   * Writes a line that was {@link #enabled} lately, with secrets masked in its text and exception;
   * not from inside a line that is being written. What it does never throws, whatever the program's
   * appenders do.
   *
   * @param task where it belongs; null outside every task
   */
  public static void write(
      String logger,
      Level level,
      String message,
      @Nullable Throwable failure,
      @Nullable TaskNode task) {
    if (!on || WRITING.get() != null) {
      return;
    }
    Capture capture = Recording.capture();
    WRITING.set(true);
    try {
      Throwable shown = MaskedFailure.of(failure, capture);
      chosen().log(logger, level, capture.text(message), shown, task);
    } finally {
      WRITING.remove();
    }
  }

  /** The one in use. What it does never throws, whatever the program's appenders do. */
  public static LocalLog chosen() {
    LocalLog local = chosen;
    if (local == null) {
      local = new Guarded(choose(ServiceLoader.load(LocalLog.class, loader()).iterator()));
      chosen = local;
    }
    return local;
  }

  static LocalLog choose(Iterator<LocalLog> candidates) {
    while (true) {
      try {
        if (!candidates.hasNext()) {
          return fallback();
        }
        LocalLog candidate = candidates.next();
        if (candidate.inUse()) {
          return candidate;
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
        // Such as a logging system of another version: the next one may do.
        OWN.log(System.Logger.Level.WARNING, "a local log cannot be used: " + broken);
      }
    }
  }

  private static LocalLog fallback() {
    try {
      return new JulLocalLog();
    } catch (LinkageError noJul) {
      // A run-time image without the module java.logging.
      return new Silent();
    }
  }

  private static @Nullable ClassLoader loader() {
    return LocalLog.class.getClassLoader();
  }

  /** Keeps what the program's own appenders throw away from the code that begins a task. */
  private static final class Guarded implements LocalLog {
    private final LocalLog local;

    Guarded(LocalLog local) {
      this.local = local;
    }

    @Override
    public boolean inUse() {
      return true;
    }

    @Override
    public boolean enabled(String logger, Level level) {
      try {
        return local.enabled(logger, level);
      } catch (RuntimeException | LinkageError | StackOverflowError broken) {
        return false;
      }
    }

    @Override
    public void log(
        String logger,
        Level level,
        String message,
        @Nullable Throwable failure,
        @Nullable TaskNode task) {
      try {
        local.log(logger, level, message, failure, task);
      } catch (RuntimeException | LinkageError | StackOverflowError broken) {
        OWN.log(System.Logger.Level.DEBUG, "a line was not written", broken);
      }
    }
  }

  private static final class Silent implements LocalLog {
    @Override
    public boolean inUse() {
      return true;
    }

    @Override
    public boolean enabled(String logger, Level level) {
      return false;
    }

    @Override
    public void log(
        String logger,
        Level level,
        String message,
        @Nullable Throwable failure,
        @Nullable TaskNode task) {}
  }
}
