package dev.weft.bridge;

import dev.weft.capture.Capture;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.MissingResourceException;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** What a record of {@code java.util.logging} says, as its formatters show it. */
final class JulText {
  private JulText() {}

  /** The message in its language, with its parameters as they are now. */
  static String of(LogRecord entry, Capture capture) {
    String template = entry.getMessage() == null ? "" : entry.getMessage();
    @Nullable Object[] parameters = entry.getParameters();
    String message = localized(entry, template);
    return parameters != null && parameters.length > 0 && hasPlaces(message)
        ? filled(message, Bridging.captured(capture, parameters))
        : message;
  }

  /** The logger's name; the root logger's is Python's. */
  static String logger(LogRecord entry) {
    String name = entry.getLoggerName();
    return name == null || name.isEmpty() ? Bridging.ROOT : name;
  }

  /** When it was made, in microseconds since 1970. */
  static long micros(LogRecord entry) {
    Instant when = entry.getInstant();
    return when.getEpochSecond() * 1_000_000 + when.getNano() / 1000;
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
}
