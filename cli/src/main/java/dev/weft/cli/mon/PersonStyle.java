package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.cli.Paint;
import dev.weft.cli.Visible;
import dev.weft.event.codec.JsonSteps;
import dev.weft.event.codec.JsonWriter;

/**
 * For a terminal: on lines of its own or on one, coloured, and nothing in a text can move the
 * cursor or turn the writing. It stays JSON.
 */
final class PersonStyle extends Printed {
  private static final String INDENT = "  ";

  private final boolean indented;
  private final Paint paint;

  PersonStyle(boolean indented, Paint paint) {
    this.indented = indented;
    this.paint = paint;
  }

  @Override
  void open(int depth, Bytes out) {
    line(depth, out);
  }

  @Override
  void close(int depth, Bytes out) {
    line(depth, out);
  }

  private void line(int depth, Bytes out) {
    if (indented) {
      out.add('\n').add(INDENT.repeat(depth));
    }
  }

  @Override
  void comma(int depth, Bytes out) {
    out.add(',');
    line(depth, out);
  }

  @Override
  void name(byte[] bytes, int quote, int behind, Bytes out) {
    out.add(paint.strong(safe(bytes, quote, behind))).add(':');
    if (indented) {
      out.add(' ');
    }
  }

  @Override
  void text(byte[] bytes, int quote, int behind, Bytes out) {
    out.add(paint.good(safe(bytes, quote, behind)));
  }

  private static String safe(byte[] bytes, int quote, int behind) {
    String text = new String(bytes, quote, behind - quote, UTF_8);
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return text;
    }
    String read = JsonSteps.readText(bytes, quote, behind);
    String json = new JsonWriter().text(read).toString();
    StringBuilder out = new StringBuilder(json.length());
    json.codePoints()
        .forEach(point -> {
          if (!Character.isBmpCodePoint(point) || Visible.plain((char) point)) {
            out.appendCodePoint(point);
          } else {
            out.append(String.format("\\u%04x", point));
          }
        });
    return out.toString();
  }

  @Override
  void word(byte[] bytes, int start, int end, Bytes out) {
    out.add(paint.value(new String(bytes, start, end - start, UTF_8)));
  }

  @Override
  void end(Bytes out) {
    out.add('\n');
    if (indented) {
      out.add('\n');
    }
  }
}
