package dev.weft.cli.mon;

import dev.weft.event.codec.JsonSteps;

/** Writes JSON anew, token by token; how the tokens look is for the kinds of it to say. */
abstract class Printed implements Style {
  @Override
  public final void write(Span value, Bytes out) {
    write(value.bytes, value.start, 0, out);
    end(out);
  }

  private int write(byte[] bytes, int at, int depth, Bytes out) {
    if (bytes[at] == '{' || bytes[at] == '[') {
      return container(bytes, at, depth, out);
    }
    int behind = JsonSteps.value(bytes, at);
    if (bytes[at] == '"') {
      text(bytes, at, behind, out);
    } else {
      word(bytes, at, behind, out);
    }
    return behind;
  }

  private int container(byte[] bytes, int open, int depth, Bytes out) {
    boolean object = bytes[open] == '{';
    char close = object ? '}' : ']';
    out.add((char) bytes[open]);
    int at = JsonSteps.inside(bytes, open);
    if (bytes[at] != close) {
      open(depth + 1, out);
      while (true) {
        at = JsonSteps.next(bytes, item(bytes, at, object, depth + 1, out));
        if (bytes[at] == close) {
          break;
        }
        comma(depth + 1, out);
      }
      close(depth, out);
    }
    out.add(close);
    return at + 1;
  }

  private int item(byte[] bytes, int at, boolean member, int depth, Bytes out) {
    if (!member) {
      return write(bytes, at, depth, out);
    }
    int nameEnd = JsonSteps.text(bytes, at);
    name(bytes, at, nameEnd, out);
    return write(bytes, JsonSteps.colon(bytes, nameEnd), depth, out);
  }

  /** Behind an opening bracket that has something in it. */
  abstract void open(int depth, Bytes out);

  /** Before the bracket that closes it. */
  abstract void close(int depth, Bytes out);

  /** Between two items. */
  abstract void comma(int depth, Bytes out);

  /** A member's name, and its colon. */
  abstract void name(byte[] bytes, int quote, int behind, Bytes out);

  abstract void text(byte[] bytes, int quote, int behind, Bytes out);

  /** A number, true, false, null, NaN or an infinity. */
  abstract void word(byte[] bytes, int start, int end, Bytes out);

  /** Behind the whole value. */
  abstract void end(Bytes out);
}
