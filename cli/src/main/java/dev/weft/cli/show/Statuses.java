package dev.weft.cli.show;

import dev.weft.cli.Paint;

/** How a task went, in words and colour. */
final class Statuses {
  private Statuses() {}

  static String word(String status) {
    return switch (status) {
      case "unset" -> "ended without a word";
      case "running" -> "no end received";
      case "over" -> "over, end not received";
      case "unseen" -> "not received";
      case "foreign" -> "begun elsewhere";
      default -> status;
    };
  }

  static String painted(String status, Paint paint) {
    String word = word(status);
    return switch (status) {
      case "succeeded" -> paint.good(word);
      case "failed", "aborted" -> paint.bad(word);
      case "foreign" -> paint.dim(word);
      default -> paint.doubt(word);
    };
  }
}
