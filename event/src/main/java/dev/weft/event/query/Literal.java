package dev.weft.event.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import java.util.Arrays;

/**
 * A text that a record's value is held against, on the record's bytes where they show the text as
 * it is, and on the decoded text where an escape hides it.
 *
 * <p>Immutable, usable from any thread.
 */
final class Literal {
  private final String text;
  private final byte[] utf8;
  private final boolean escaped;

  Literal(String text) {
    this.text = text;
    this.utf8 = text.getBytes(UTF_8);
    this.escaped = text.chars().anyMatch(c -> c == '\\' || c == '"' || c < ' ');
  }

  String text() {
    return text;
  }

  /** Whether the value found last is this text. */
  boolean isFound(RawEvent event) {
    int quote = event.kind() == JsonKind.TEXT ? 1 : 0;
    if (quote == 1 && hidden(event, Integer.MAX_VALUE)) {
      return text.equals(event.foundText());
    }
    return Arrays.equals(
        event.bytes(), event.valueStart() + quote, event.valueEnd() - quote, utf8, 0, utf8.length);
  }

  /** Whether the value found last begins with this text. */
  boolean beginsFound(RawEvent event) {
    if (event.kind() == JsonKind.TEXT && !hidden(event, utf8.length)) {
      int from = event.valueStart() + 1;
      int to = from + utf8.length;
      return to <= event.valueEnd() - 1
          && Arrays.equals(event.bytes(), from, to, utf8, 0, utf8.length);
    }
    String found = event.foundText();
    return found != null && found.startsWith(text);
  }

  private boolean hidden(RawEvent event, int within) {
    if (escaped) {
      return true;
    }
    byte[] bytes = event.bytes();
    int from = event.valueStart() + 1;
    int to = event.valueEnd() - 1;
    for (int i = from; i < to && i - from < within; i++) {
      if (bytes[i] == '\\') {
        return true;
      }
    }
    return false;
  }
}
