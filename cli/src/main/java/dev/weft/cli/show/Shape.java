package dev.weft.cli.show;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms in which rows are printed. */
enum Shape {
  /** For a person. */
  LINE,
  /** One value of JSON. */
  JSON,
  /** An object a line. */
  NDJSON,
  /** For a spreadsheet. */
  CSV,
  /** A table of Markdown. */
  MD;

  static final List<String> NAMES = List.of("line", "json", "ndjson", "csv", "md");

  /**
   * The one that was asked for.
   *
   * @param name null when none was: then lines on a terminal, and NDJSON elsewhere
   * @throws IllegalArgumentException when there is none of that name
   */
  static Shape of(@Nullable String name, boolean json, boolean terminal) {
    if (name == null) {
      return json ? JSON : terminal ? LINE : NDJSON;
    }
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "--format " + name + " is not one of " + String.join(", ", NAMES));
    }
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
