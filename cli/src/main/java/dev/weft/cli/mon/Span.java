package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of an array: one JSON value that was checked. Reused from message to message. */
final class Span {
  byte[] bytes = {};
  int start;
  int end;

  Span() {}

  static Span of(byte[] all) {
    return new Span().over(all, 0, all.length);
  }

  static Span of(String ascii) {
    return of(ascii.getBytes(UTF_8));
  }

  Span over(byte[] source, int from, int to) {
    bytes = source;
    start = from;
    end = to;
    return this;
  }

  Span over(Span other) {
    return over(other.bytes, other.start, other.end);
  }

  Span over(Bytes whole) {
    return over(whole.array(), 0, whole.length());
  }

  boolean begins(char ascii) {
    return start < end && bytes[start] == ascii;
  }

  /** The value, as {@link JsonReader} reads it. */
  @Nullable Object read() {
    return JsonReader.read(bytes, start, end);
  }

  /** The same value in bytes of its own, which stay. */
  Span kept() {
    return of(copy());
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  @Override
  public String toString() {
    return new String(bytes, start, end - start, UTF_8);
  }
}
