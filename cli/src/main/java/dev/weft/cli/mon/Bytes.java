package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bytes that grow at their end, made to be reused. Used by one thread. */
final class Bytes {
  private static final int MOST_KEPT = 1 << 20;

  private byte[] array = new byte[1024];
  private int length;

  /** Where they lie, from 0 to {@link #length()}; valid until more are added. */
  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  /** Begins anew. An array that one large message made larger than 1 MiB is let go. */
  Bytes reset() {
    length = 0;
    if (array.length > MOST_KEPT) {
      array = new byte[1024];
    }
    return this;
  }

  /** Takes back what was added since the length was so. */
  void cut(int toLength) {
    length = toLength;
  }

  Bytes add(char ascii) {
    ensure(1);
    array[length++] = (byte) ascii;
    return this;
  }

  Bytes add(byte[] source) {
    return add(source, 0, source.length);
  }

  Bytes add(byte[] source, int start, int end) {
    int count = end - start;
    ensure(count);
    System.arraycopy(source, start, array, length, count);
    length += count;
    return this;
  }

  Bytes add(Span span) {
    return add(span.bytes, span.start, span.end);
  }

  Bytes add(String text) {
    return add(text.getBytes(UTF_8));
  }

  byte[] copy() {
    return Arrays.copyOf(array, length);
  }

  private void ensure(int more) {
    if (array.length - length < more) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
    }
  }

  @Override
  public String toString() {
    return new String(array, 0, length, UTF_8);
  }
}
