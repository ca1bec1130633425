package dev.weft.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.cli.Lines;
import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one input: finds out its format, and gives its events. Used by one thread. */
public final class Reading {
  private static final int HEAD = 1 << 16;
  private static final int LARGEST_DOCUMENT = 256 << 20;

  private final @Nullable LogFormat given;
  private final Defaults defaults;
  private final Taker taker;
  private final Lines.Pause pause;
  private long lines;

  /**
   * A reading of one input.
   *
   * @param given its format; null to find out
   * @param pause told when the input has nothing more at the moment
   */
  public Reading(@Nullable LogFormat given, Defaults defaults, Taker taker, Lines.Pause pause) {
    this.given = given;
    this.defaults = defaults;
    this.taker = taker;
    this.pause = pause;
  }

  /** How many lines, or members of a document, there were so far. */
  public long lines() {
    return lines;
  }

  /**
   * Reads it to its end; gzip is decompressed.
   *
   * @return its format; null when there was nothing in it
   */
  public @Nullable LogFormat read(InputStream in) throws IOException {
    InputStream plain = Lines.plain(in);
    byte[] head = head(plain);
    String first = firstLine(head);
    if (first.isEmpty()) {
      return null;
    }
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), plain);
    if (isDocument(first)) {
      return document(all.readNBytes(LARGEST_DOCUMENT));
    }
    LogFormat format = given == null ? LogFormat.of(first) : given;
    lines(format, all, plain);
    return format;
  }

  private void lines(LogFormat format, InputStream all, InputStream source) throws IOException {
    Conversion conversion = format.conversion(defaults);
    new Lines(
            (bytes, start, end) -> {
              lines++;
              conversion.line(bytes, start, end, taker);
              return true;
            })
        .readAll(all, source, pause);
    conversion.end(taker);
  }

  /** The beginning: one line that is not empty, or as much of it as fits. */
  private static byte[] head(InputStream in) throws IOException {
    byte[] head = new byte[HEAD];
    int length = 0;
    while (length < HEAD) {
      int count = in.read(head, length, HEAD - length);
      if (count < 0) {
        break;
      }
      length += count;
      String text = new String(head, 0, length, UTF_8).stripLeading();
      if (text.indexOf('\n') >= 0) {
        break;
      }
    }
    return Arrays.copyOf(head, length);
  }

  private static String firstLine(byte[] head) {
    String text = new String(head, UTF_8).stripLeading();
    int end = text.indexOf('\n');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  /** Whether JSON begins here that goes on over more lines, or is an array of objects. */
  private boolean isDocument(String first) {
    boolean json = given == null || (given != LogFormat.LOGFMT && given != LogFormat.PLAIN);
    return json
        && (first.equals("{")
            || first.equals("[")
            || first.startsWith("[{")
            || (first.startsWith("{") && first.length() < HEAD / 2 && !complete(first)));
  }

  private static boolean complete(String line) {
    try {
      JsonReader.read(line);
      return true;
    } catch (JsonException goesOn) {
      return goesOn.getMessage() == null || line.endsWith("}");
    }
  }

  private LogFormat document(byte[] bytes) throws IOException {
    Object value;
    try {
      value = JsonReader.read(bytes);
    } catch (JsonException noDocument) {
      // Then it was lines all the same, the first of them broken.
      LogFormat format = given == null ? LogFormat.JSON : given;
      lines(format, new ByteArrayInputStream(bytes), new ByteArrayInputStream(bytes));
      return format;
    }
    List<?> members = value instanceof List<?> list ? list : List.of(value == null ? "" : value);
    LogFormat format =
        given != null ? given : LogFormat.ofObject(members.isEmpty() ? null : members.get(0));
    Conversion conversion = format.conversion(defaults);
    for (Object member : members) {
      lines++;
      byte[] line = new JsonWriter().value(member).toBytes();
      conversion.line(line, 0, line.length, taker);
    }
    conversion.end(taker);
    return format;
  }
}
