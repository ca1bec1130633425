package dev.weft.event.display;

/** Puts texts into queries so that they mean themselves. Functions only. */
final class Quoted {
  private Quoted() {}

  /** A phrase of the query language. */
  static String of(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
