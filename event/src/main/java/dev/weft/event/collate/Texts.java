package dev.weft.event.collate;

import dev.weft.event.Event;
import java.util.Objects;

/** The words in an event, whatever its kind. */
final class Texts {
  private Texts() {}

  static String message(Event event) {
    return Objects.requireNonNullElse(event.message(), "");
  }

  static String template(Event event) {
    if (event instanceof Event.ScopeStarted started) {
      return started.template();
    }
    if (event instanceof Event.ScopeEnded ended) {
      return ended.template();
    }
    return event instanceof Event.Logged logged ? logged.template() : message(event);
  }
}
