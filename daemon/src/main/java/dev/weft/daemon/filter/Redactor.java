package dev.weft.daemon.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hides values by the names of their fields, at any depth, and by patterns in any text. One walk
 * over a record's tokens; a record in which nothing is hidden stays as it came. Usable from any
 * thread.
 */
final class Redactor {
  static final String HIDDEN = "***";

  private final FieldNames names;
  private final List<Pattern> patterns;

  Redactor(List<String> names, List<Pattern> patterns) {
    this.names = new FieldNames(names);
    this.patterns = List.copyOf(patterns);
  }

  void apply(RawEvent event) {
    if ((names.isEmpty() && patterns.isEmpty()) || event.problem() != null) {
      return;
    }
    byte[] redacted = new Walk(event.bytes(), event.start(), event.end()).redacted();
    if (redacted != null) {
      event.over(redacted);
    }
  }

  /** One walk. The record is known to be well-formed, so every token ends where it should. */
  private final class Walk {
    private final byte[] bytes;
    private final int end;
    private int copied;
    private @Nullable ByteArrayOutputStream out;

    Walk(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.end = end;
      this.copied = start;
    }

    byte @Nullable [] redacted() {
      int at = copied;
      while (at < end) {
        at = bytes[at] == '"' ? text(at) : at + 1;
      }
      if (out == null) {
        return null;
      }
      out.write(bytes, copied, end - copied);
      return out.toByteArray();
    }

    private int text(int from) {
      int behind = behindText(from);
      int next = behindBlanks(behind);
      if (next == end || bytes[next] != ':') {
        hidePatterns(from, behind);
        return behind;
      }
      if (names.isEmpty() || !names.contain(string(from, behind))) {
        return next + 1;
      }
      int value = behindBlanks(next + 1);
      int behindValue = behindValue(value);
      replace(value, behindValue, HIDDEN);
      return behindValue;
    }

    private void hidePatterns(int from, int behind) {
      if (patterns.isEmpty()) {
        return;
      }
      String text = string(from, behind);
      String hidden = text;
      for (Pattern pattern : patterns) {
        hidden = pattern.matcher(hidden).replaceAll(HIDDEN);
      }
      if (!hidden.equals(text)) {
        replace(from, behind, hidden);
      }
    }

    private void replace(int from, int behind, String text) {
      if (out == null) {
        out = new ByteArrayOutputStream(end - copied + HIDDEN.length());
      }
      out.write(bytes, copied, from - copied);
      out.writeBytes(new JsonWriter().text(text).toBytes());
      copied = behind;
    }

    // Most names and texts are plain, and then their bytes are their characters.
    private String string(int from, int behind) {
      for (int i = from; i < behind; i++) {
        if (bytes[i] < 0 || bytes[i] == '\\') {
          return String.valueOf(JsonReader.read(bytes, from, behind));
        }
      }
      return new String(bytes, from + 1, behind - from - 2, ISO_8859_1);
    }

    private int behindText(int from) {
      int at = from + 1;
      while (bytes[at] != '"') {
        at += bytes[at] == '\\' ? 2 : 1;
      }
      return at + 1;
    }

    private int behindBlanks(int from) {
      int at = from;
      while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
        at++;
      }
      return at;
    }

    private int behindValue(int from) {
      int depth = 0;
      int at = from;
      while (at < end) {
        byte b = bytes[at];
        if (b == '"') {
          at = behindText(at);
        } else if (b == '{' || b == '[') {
          depth++;
          at++;
        } else if (depth == 0 && (b == ',' || b == '}' || b == ']' || b <= ' ')) {
          return at;
        } else {
          depth -= b == '}' || b == ']' ? 1 : 0;
          at++;
        }
        if (depth == 0 && (b == '"' || b == '}' || b == ']')) {
          return at;
        }
      }
      return at;
    }
  }
}
