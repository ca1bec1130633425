package dev.weft.event.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Texts one behind the other. Used by one thread while it is filled, by any from then on. */
final class Texts {
  private final NumberColumn ends = NumberColumn.empty();
  private byte[] bytes = new byte[64];

  /** Puts one behind the others, and says its place. */
  int add(byte[] utf8, int from, int length) {
    int start = start(ends.size());
    if (bytes.length - start < length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, start + length));
    }
    System.arraycopy(utf8, from, bytes, start, length);
    ends.add(start + length);
    return ends.size() - 1;
  }

  int add(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    return add(utf8, 0, utf8.length);
  }

  private int start(int text) {
    return text == 0 ? 0 : (int) ends.get(text - 1);
  }

  String get(int text) {
    int start = start(text);
    return new String(bytes, start, (int) ends.get(text) - start, UTF_8);
  }
}
