package dev.weft.log4j2;

import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.line.LogLine;
import dev.weft.record.CurrentTask;
import dev.weft.record.TaskNode;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Makes a line of an event, as it is now; nothing of the event is kept, since Log4j fills it again.
 * Functions only, usable from any thread.
 */
final class LineReader {
  private LineReader() {}

  static LogLine read(LogEvent event, Level level, boolean location, Capture capture) {
    Message message = event.getMessage();
    TaskNode task = task(event);
    LogLine line =
        new LogLine(level, EventReader.logger(event), text(message, capture), capture)
            .made(EventReader.micros(event.getInstant()), event.getThreadName())
            .failure(event.getThrown())
            .location(location ? event.getSource() : null)
            .task(task);
    if (message instanceof MapMessage<?, ?> map) {
      map.forEach((name, value) -> line.field(name, value));
    }
    context(line, event, task);
    return line;
  }

  private static @Nullable TaskNode task(LogEvent event) {
    // A line about a task shows that one, whatever its thread works for.
    boolean here = event.getThreadId() == Thread.currentThread().getId();
    return here && !(event.getMessage() instanceof TaskLine)
        ? CurrentTask.node()
        : TaskContexts.task(event.getContextData().getValue(TaskContexts.TASK));
  }

  // The text that Log4j makes of a map would tell the secrets among its values.
  private static String text(Message message, Capture capture) {
    if (!(message instanceof MapMessage<?, ?> map)) {
      String made = message.getFormattedMessage();
      return made == null ? "" : made;
    }
    String own = EventReader.template(message);
    if (own != null && !own.isEmpty()) {
      return own;
    }
    StringBuilder text = new StringBuilder();
    map.forEach((name, value) ->
        text.append(text.length() == 0 ? "" : " ")
            .append(name)
            .append("=\"")
            .append(capture.value(name, value))
            .append('"'));
    return text.toString();
  }

  /** What the program put into the context: what the task shows there is in the line already. */
  private static void context(LogLine line, LogEvent event, @Nullable TaskNode task) {
    Map<String, String> ofTask = task == null ? Map.of() : TaskContexts.of(task);
    event
        .getContextData()
        .forEach((name, value) -> {
          if (!String.valueOf(value).equals(ofTask.get(name))) {
            line.field(name, value);
          }
        });
  }
}
