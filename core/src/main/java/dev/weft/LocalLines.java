package dev.weft;

import dev.weft.bridge.LocalLogs;
import dev.weft.capture.Template;
import dev.weft.event.Level;
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
  private LocalLines() {}

  static void write(
      TaskNode task,
      Level level,
      String logger,
      String template,
      @Nullable Object[] arguments,
      @Nullable Throwable failure) {
    if (LocalLogs.enabled(logger, level)) {
      LocalLogs.write(logger, level, filled(template, arguments), failure, task);
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
