package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonSteps;
import dev.weft.event.codec.JsonWriter;
import java.util.Collection;

/**
 * {@code -t} and {@code -z}, and the cutting of long texts for a person: writes a message anew
 * without what is not wanted, in one walk. An object's member is written first and taken back when
 * it turns out to be empty, so that emptiness goes upwards. An array keeps its places: one with
 * nothing but empties in it is empty, but no single item is dropped.
 *
 * <p>Used by one thread.
 */
final class Rewriter {
  /** No text is too long. */
  static final int WHOLE = Integer.MAX_VALUE;

  /** What a person is shown of a text. */
  static final int LONGEST_SHOWN = 2_000;

  private final byte[][] trimmed;
  private final Drop drop;
  private final boolean intoArrays;
  private final int longest;
  private final Bytes out = new Bytes();
  private final Span result = new Span();
  private byte[] bytes = {};
  private boolean empty;

  /**
   * Makes one.
   *
   * @param trimmed keys to leave out, with their values
   * @param drop which values to leave out, with their keys
   * @param intoArrays whether objects in arrays are treated too
   * @param longest of a longer text only so many bytes are kept, and it is said how many are not
   */
  Rewriter(Collection<String> trimmed, Drop drop, boolean intoArrays, int longest) {
    this.trimmed = trimmed.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
    this.drop = drop;
    this.intoArrays = intoArrays;
    this.longest = longest;
  }

  /** The value as it is to be; empty when nothing of it is left. Valid until the next call. */
  Span rewrite(Span value) {
    bytes = value.bytes;
    out.reset();
    boolean falsy = drop == Drop.FALSY_AS_FOUND && falsyAsFound(value.start);
    write(value.start);
    boolean gone =
        switch (drop) {
          case NOTHING -> false;
          case EMPTY, FALSY -> empty;
          // An object is asked again once it is rewritten, as lcmon does.
          case FALSY_AS_FOUND -> falsy || (out.length() == 2 && out.array()[0] == '{');
        };
    if (gone) {
      out.reset();
    }
    return result.over(out);
  }

  /** Writes the value there, says in {@link #empty} whether it is, and gives what is behind it. */
  private int write(int at) {
    return switch (bytes[at]) {
      case '{' -> object(at);
      case '[' -> array(at);
      case '"' -> text(at);
      default -> word(at);
    };
  }

  private int object(int open) {
    out.add('{');
    int first = out.length();
    int at = JsonSteps.inside(bytes, open);
    while (bytes[at] != '}') {
      int nameEnd = JsonSteps.text(bytes, at);
      int valueAt = JsonSteps.colon(bytes, nameEnd);
      int valueEnd = wanted(at, nameEnd, valueAt) ? member(at, nameEnd, valueAt, first) : -1;
      at = JsonSteps.next(bytes, valueEnd < 0 ? JsonSteps.value(bytes, valueAt) : valueEnd);
    }
    empty = out.length() == first;
    out.add('}');
    return at + 1;
  }

  private boolean wanted(int quote, int nameEnd, int valueAt) {
    for (byte[] name : trimmed) {
      if (JsonSteps.textIs(bytes, quote, nameEnd, name)) {
        return false;
      }
    }
    return drop != Drop.FALSY_AS_FOUND || !falsyAsFound(valueAt);
  }

  private int member(int quote, int nameEnd, int valueAt, int first) {
    int before = out.length();
    if (before > first) {
      out.add(',');
    }
    out.add(bytes, quote, nameEnd).add(':');
    int behind = write(valueAt);
    if (empty && (drop == Drop.EMPTY || drop == Drop.FALSY)) {
      out.cut(before);
    }
    return behind;
  }

  private int array(int open) {
    if (!intoArrays) {
      empty = false;
      int behind = JsonSteps.value(bytes, open);
      out.add(bytes, open, behind);
      return behind;
    }
    out.add('[');
    int first = out.length();
    boolean allEmpty = true;
    int at = JsonSteps.inside(bytes, open);
    while (bytes[at] != ']') {
      if (out.length() > first) {
        out.add(',');
      }
      at = JsonSteps.next(bytes, write(at));
      allEmpty &= empty;
    }
    empty = allEmpty;
    out.add(']');
    return at + 1;
  }

  private int text(int quote) {
    int behind = JsonSteps.text(bytes, quote);
    empty = behind == quote + 2;
    if (behind - quote - 2 > longest) {
      cut(JsonSteps.readText(bytes, quote, behind));
    } else {
      out.add(bytes, quote, behind);
    }
    return behind;
  }

  private void cut(String text) {
    int keep = Math.min(text.length(), longest);
    keep -= Character.isHighSurrogate(text.charAt(keep - 1)) ? 1 : 0;
    String cut =
        keep == text.length()
            ? text
            : text.substring(0, keep) + "… (" + (text.length() - keep) + " more characters)";
    out.add(new JsonWriter().text(cut).toBytes());
  }

  private int word(int at) {
    int behind = JsonSteps.value(bytes, at);
    empty = bytes[at] == 'n' || (drop == Drop.FALSY && falsyWord(at, behind));
    out.add(bytes, at, behind);
    return behind;
  }

  private boolean falsyAsFound(int at) {
    return switch (bytes[at]) {
      case '"' -> bytes[at + 1] == '"';
      case '{' -> bytes[JsonSteps.inside(bytes, at)] == '}';
      case '[' -> bytes[JsonSteps.inside(bytes, at)] == ']';
      default -> falsyWord(at, JsonSteps.value(bytes, at));
    };
  }

  private boolean falsyWord(int at, int behind) {
    return switch (bytes[at]) {
      case 'n', 'f' -> true;
      case 't', 'N', 'I' -> false;
      default -> zero(at, behind);
    };
  }

  private boolean zero(int from, int behind) {
    for (int at = from; at < behind && bytes[at] != 'e' && bytes[at] != 'E'; at++) {
      if ((bytes[at] >= '1' && bytes[at] <= '9') || bytes[at] == 'I') {
        return false;
      }
    }
    return true;
  }
}
