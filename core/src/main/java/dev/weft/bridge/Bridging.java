package dev.weft.bridge;

import dev.weft.capture.Capture;
import dev.weft.capture.Redacted;
import dev.weft.capture.Template;
import dev.weft.record.PendingRecord;
import dev.weft.record.PendingRecord.Style;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What bridges of all logging systems do alike. Usable from any thread; nothing here throws. */
public final class Bridging {
  /** The root logger's name on the wire, which is Python's. */
  public static final String ROOT = "root";

  private static final String OWN = "dev.weft";

  private Bridging() {}

  /**
   * Whether a logger is one that Weft itself uses, {@code dev.weft} and all below: such records
   * reach the program's console and files, and are never sent, or a fault in sending would feed
   * itself.
   */
  public static boolean isOwn(String logger) {
    return logger.startsWith(OWN)
        && (logger.length() == OWN.length() || logger.charAt(OWN.length()) == '.');
  }

  /**
   * Sets a template whose places are braces, with its arguments as they are now. Where texts are
   * redacted the message is made here and now, since a secret may lie across template and argument;
   * else the dispatcher makes it.
   */
  public static void braces(
      PendingRecord record, Capture capture, String template, @Nullable Object[] arguments) {
    if (capture.redactsText()) {
      @Nullable Object[] captured = captured(capture, arguments);
      StringBuilder message = new StringBuilder();
      Template.braces(template, captured, captured.length, message);
      message(record, capture, template, message.toString());
      return;
    }
    record.text(template, arguments.length == 0 ? Style.PLAIN : Style.BRACES);
    for (Object argument : arguments) {
      record.argument(capture.value(argument));
    }
  }

  /** Sets a message that is made already, and the template that it was made from. */
  public static void message(
      PendingRecord record, Capture capture, String template, String message) {
    String shown = capture.text(template);
    record.text(shown, Style.PLAIN);
    if (!message.equals(template)) {
      record.message(capture.text(message));
    }
  }

  /** The values as they are now. */
  public static @Nullable Object[] captured(Capture capture, @Nullable Object[] values) {
    @Nullable Object[] captured = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      captured[i] = capture.value(values[i]);
    }
    return captured;
  }

  /** The logging system's context without its secrets: the map itself, where it holds none. */
  public static Map<String, String> context(Capture capture, Map<String, String> unchanging) {
    for (Map.Entry<String, String> entry : unchanging.entrySet()) {
      if (isMasked(capture, entry)) {
        return masked(capture, unchanging);
      }
    }
    return unchanging;
  }

  private static boolean isMasked(Capture capture, Map.Entry<String, String> entry) {
    return capture.isSecret(entry.getKey()) || capture.redactsText();
  }

  private static Map<String, String> masked(Capture capture, Map<String, String> context) {
    Map<String, String> shown = new LinkedHashMap<>();
    context.forEach((name, value) ->
        shown.put(name, capture.isSecret(name) ? Redacted.MASK : text(capture, value)));
    return shown;
  }

  private static String text(Capture capture, @Nullable String value) {
    return value == null ? "null" : capture.text(value);
  }
}
