package dev.weft.daemon.source;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import java.util.List;
import java.util.Locale;

/** What the lines of a source are. */
enum LineForm {
  /** Each is a record; what is none is rejected. */
  JSON,
  /** Each is a text, which becomes the message of a record. */
  TEXT,
  /** A line that is a record is one; any other is a text. */
  AUTO;

  static final Option LINES =
      Option.withDefault(
              "lines",
              Option.Kind.TEXT,
              "auto",
              "json: each line is a record; text: each becomes a message; auto: whichever it is")
          .oneOf("json", "text", "auto");
  static final Option MAX_LINE =
      Option.withDefault("max-line", Option.Kind.SIZE, "4MiB", "longer lines are rejected");

  static LineForm of(Options options) {
    return valueOf(options.text("lines").toUpperCase(Locale.ROOT));
  }

  static int maxLine(Options options) {
    return (int) Math.min(1 << 30, Math.max(1, options.bytes("max-line")));
  }

  static List<Option> options() {
    return List.of(LINES, MAX_LINE);
  }
}
