package dev.weft.bridge;

import dev.weft.capture.Capture;
import dev.weft.capture.Redacted;
import dev.weft.record.PendingRecord;
import dev.weft.record.PendingRecord.Style;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What bridges of all logging systems do alike. Usable from any thread; nothing here throws. */
public final class Bridging {
  /** The root logger's name on the wire, which is Python's. */
  public static final String ROOT = "root";

  private static final String OWN = "dev.weft";

  /** What says how a web application's requests go, and takes no part in the sending. */
  private static final String WEB = "dev.weft.web";

  private Bridging() {}

  /**
   * Whether a logger is one that Weft itself uses, {@code dev.weft} and all below but {@code
   * dev.weft.web}: such records reach the program's console and files, and are never sent, or a
   * fault in sending would feed itself.
   */
  public static boolean isOwn(String logger) {
    return isBelow(logger, OWN) && !isBelow(logger, WEB);
  }

  private static boolean isBelow(String logger, String name) {
    return logger.startsWith(name)
        && (logger.length() == name.length() || logger.charAt(name.length()) == '.');
  }

  /**
   * Sets a template whose places are braces, with its arguments as they are now. Where texts are
   * redacted the message is made here and now, since a secret may lie across template and argument;
   * else the dispatcher makes it.
   */
  public static void braces(
      PendingRecord record, Capture capture, String template, @Nullable Object[] arguments) {
    if (capture.redactsText()) {
      take(record, capture, template, arguments);
      StringBuilder message = new StringBuilder();
      record.render(message);
      message(record, capture, template, message.toString());
    } else {
      take(record, capture, template, arguments);
    }
  }

  private static void take(
      PendingRecord record, Capture capture, String template, @Nullable Object[] arguments) {
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

  /** Adds the logging system's context, without its secrets. */
  public static void context(PendingRecord record, Capture capture, Map<String, String> context) {
    for (Map.Entry<String, String> entry : context.entrySet()) {
      context(record, capture, entry.getKey(), entry.getValue());
    }
  }

  /** Adds a value of the logging system's context, or the mask. */
  public static void context(
      PendingRecord record, Capture capture, String name, @Nullable String value) {
    if (capture.isSecret(name)) {
      record.mdc(name, Redacted.MASK);
    } else {
      record.mdc(name, value == null ? null : capture.text(value));
    }
  }
}
