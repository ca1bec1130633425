package dev.weft.event.collate;

import dev.weft.event.Event;

/** The words in an event, whatever its kind. */
final class Texts {
  private Texts() {}

  static String message(Event event) {
    if (event instanceof Event.ScopeStarted started) {
      return started.message();
    }
    if (event instanceof Event.ScopeEnded ended) {
      return ended.message();
    }
    if (event instanceof Event.Logged logged) {
      return logged.message();
    }
    String said = event instanceof Event.ObjectChanged changed ? changed.message() : null;
    return said == null ? "" : said;
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
