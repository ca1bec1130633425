package dev.weft.event.display;

import org.jspecify.annotations.Nullable;

/** What a record says, as a person reads it. Functions only. */
final class Messages {
  private Messages() {}

  /**
   * Restores the line feeds that the wire writes as backslash and n. Where the template, which is
   * written as it is, is the message, it decides.
   */
  static @Nullable String of(@Nullable String template, @Nullable String wire) {
    if (wire == null || (template != null && wire.equals(template))) {
      return template;
    }
    if (wire.indexOf('\\') < 0) {
      return wire;
    }
    return template != null && wire.equals(template.replace("\n", "\\n")) ? template : lines(wire);
  }

  static String lines(String oneLine) {
    return oneLine.replace("\\n", "\n");
  }
}
