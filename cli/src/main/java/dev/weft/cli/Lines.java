package dev.weft.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Cuts a stream into lines. Used by one thread. */
final class Lines {
  /** A longer line is no record; the rest of it is skipped. */
  static final int LONGEST = 64 << 20;

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  /** Takes a line, without its end; the bytes are the receiver's to read until it returns. */
  interface Taker {
    /** Returns false to stop reading. */
    boolean take(byte[] bytes, int start, int end) throws IOException;
  }

  private final Taker taker;
  private byte[] buffer = new byte[1 << 16];
  private int length;
  private boolean skipping;

  Lines(Taker taker) {
    this.taker = taker;
  }

  /** The stream, decompressed if it is gzip. */
  static InputStream plain(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    int first = buffered.read();
    int second = buffered.read();
    buffered.reset();
    return first == GZIP_FIRST && second == GZIP_SECOND
        ? new GZIPInputStream(buffered, 1 << 16)
        : buffered;
  }

  /** Gives all lines of the stream, also a last one without an end; false when told to stop. */
  boolean readAll(InputStream in) throws IOException {
    byte[] chunk = new byte[1 << 16];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      if (!add(chunk, count)) {
        return false;
      }
    }
    return finish();
  }

  /** Gives the lines that the bytes complete, and keeps the rest; false when told to stop. */
  boolean add(byte[] bytes, int count) throws IOException {
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        append(bytes, from, i);
        from = i + 1;
        if (!finish()) {
          return false;
        }
      }
    }
    append(bytes, from, count);
    return true;
  }

  private void append(byte[] bytes, int from, int to) {
    int count = to - from;
    if (skipping || length + (long) count > LONGEST) {
      skipping = true;
      return;
    }
    if (length + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
    }
    System.arraycopy(bytes, from, buffer, length, count);
    length += count;
  }

  /** Gives what is kept as a line. */
  boolean finish() throws IOException {
    int end = length;
    length = 0;
    skipping = false;
    if (end > 0 && buffer[end - 1] == '\r') {
      end--;
    }
    return end == 0 || taker.take(buffer, 0, end);
  }

  /** Forgets what is kept: the file was cut or replaced. */
  void forget() {
    length = 0;
    skipping = false;
  }
}
