package dev.weft;

import dev.weft.bridge.LocalLog;
import dev.weft.bridge.LocalLogs;
import dev.weft.capture.Capture;
import dev.weft.capture.Template;
import dev.weft.event.Level;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import org.jspecify.annotations.Nullable;

/**
 * Writes starts and ends of tasks to the program's own console and files as well, through the
 * logging system that it uses. They are written whether Weft sends anything or not; {@code
 * -Dweft.local-lines=false} leaves them out.
 *
 * <p>Usable from any thread.
 */
final class LocalLines {
  // An appender of the program's may itself work in tasks, whose lines would reach it again.
  private static final ThreadLocal<@Nullable Boolean> WRITING = new ThreadLocal<>();

  private static volatile boolean on = Settings.flag(Settings.LOCAL_LINES, true);

  private LocalLines() {}

  /** Switches for a test; returns what was before. */
  static boolean on(boolean next) {
    boolean before = on;
    on = next;
    return before;
  }

  static void write(
      TaskNode task,
      Level level,
      String logger,
      String template,
      @Nullable Object[] arguments,
      @Nullable Throwable failure) {
    if (!on) {
      return;
    }
    LocalLog local = LocalLogs.chosen();
    if (!local.enabled(logger, level) || WRITING.get() != null) {
      return;
    }
    WRITING.set(true);
    try {
      Capture capture = Recording.capture();
      String message = capture.text(filled(template, arguments));
      local.log(logger, level, message, MaskedFailure.of(failure, capture), task);
    } finally {
      WRITING.remove();
    }
  }

  private static String filled(String template, @Nullable Object[] arguments) {
    if (arguments.length == 0) {
      return template;
    }
    StringBuilder text = new StringBuilder(template.length() + 32);
    Template.format(template, arguments, arguments.length, text);
    return text.toString();
  }
}
