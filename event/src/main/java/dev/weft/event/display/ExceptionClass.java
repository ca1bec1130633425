package dev.weft.event.display;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import org.jspecify.annotations.Nullable;

/** The class of an event's exception. Functions only. */
final class ExceptionClass {
  private static final FieldPath TYPE =
      FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_FAILURE + ".type");
  private static final FieldPath TEXT = FieldPath.of(WireKey.EXC_TEXT);

  private ExceptionClass() {}

  /** What the record says, else what its exception's text begins or, as Python's, ends with. */
  static @Nullable String of(RawEvent event) {
    String type = event.text(TYPE);
    if (type != null && !type.isEmpty()) {
      return type;
    }
    String trace = event.text(TEXT);
    if (trace == null || trace.isEmpty()) {
      return null;
    }
    String line = firstLine(Messages.lines(trace));
    int colon = line.indexOf(": ");
    return colon < 0 ? line : line.substring(0, colon);
  }

  private static String firstLine(String trace) {
    String line = trace.lines().findFirst().orElse("");
    return line.startsWith("Traceback")
        ? trace.lines().skip(1).dropWhile(l -> l.startsWith(" ")).findFirst().orElse("")
        : line;
  }
}
