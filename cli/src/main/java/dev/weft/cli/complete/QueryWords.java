package dev.weft.cli.complete;

import java.util.List;

/** What a query may consist of, as far as a shell can complete it. */
final class QueryWords {
  /** Fields, as the language names them. */
  static final List<String> FIELDS =
      List.of(
          "time",
          "level",
          "logger",
          "host",
          "process",
          "thread",
          "msg",
          "exception",
          "type",
          "status",
          "name",
          "duration",
          "depth",
          "key",
          "task",
          "seq",
          "rkey",
          "object",
          "service",
          "pattern");

  /** Values of {@code level}. */
  static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "fatal");

  /** Values of {@code status}. */
  static final List<String> STATUSES = List.of("failed", "succeeded", "running", "lost");

  /** Values of {@code type}. */
  static final List<String> TYPES =
      List.of("begin", "end", "msg", "born", "change", "finished", "level");

  private QueryWords() {}
}
