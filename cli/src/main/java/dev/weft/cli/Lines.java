package dev.weft.cli;

import dev.weft.event.codec.Characters;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Cuts a stream into lines. Used by one thread. */
public final class Lines {
  /** A longer line is no record; the rest of it is skipped. */
  static final int LONGEST = 64 << 20;

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;
  private static final int CHUNK = 1 << 16;
  private static final int MOST_KEPT = 1 << 20;

  /** Takes a line, without its end; the bytes are the receiver's to read until it returns. */
  public interface Taker {
    /** Returns false to stop reading. */
    boolean take(byte[] bytes, int start, int end) throws IOException;
  }

  /** Is told before a read that may have to wait. */
  public interface Pause {
    /** Nothing more is there at the moment. */
    void before() throws IOException;
  }

  private final Taker taker;
  private byte[] buffer = new byte[CHUNK];
  private int length;
  private boolean skipping;
  private long number;

  /** Gives what it is given, line by line, to {@code taker}; never an empty line. */
  public Lines(Taker taker) {
    this.taker = taker;
  }

  /** The stream, decompressed if it is gzip, of any number of members. */
  public static InputStream plain(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, CHUNK);
    buffered.mark(2);
    int first = buffered.read();
    int second = buffered.read();
    buffered.reset();
    return first == GZIP_FIRST && second == GZIP_SECOND
        ? new GZIPInputStream(new Waiting(buffered), CHUNK)
        : buffered;
  }

  /**
   * {@link GZIPInputStream} takes the end of a member for the end of all when no byte is there at
   * once. So say, having waited for one, that one is there.
   */
  private static final class Waiting extends FilterInputStream {
    Waiting(BufferedInputStream in) {
      super(in);
    }

    @Override
    public int available() throws IOException {
      in.mark(1);
      boolean ended = in.read() < 0;
      in.reset();
      return ended ? 0 : Math.max(1, in.available());
    }
  }

  /** Gives all lines of the stream, also a last one without an end; false when told to stop. */
  boolean readAll(InputStream in) throws IOException {
    return readAll(in, in, () -> {});
  }

  /**
   * Gives all lines of the stream, also a last one without an end.
   *
   * @param source what {@code in} reads from, where that can tell whether something is there
   * @param pause told when nothing is
   * @return false when told to stop
   */
  public boolean readAll(InputStream in, InputStream source, Pause pause) throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (true) {
      if (source.available() == 0) {
        pause.before();
      }
      int count = in.read(chunk);
      if (count < 0) {
        return finish();
      }
      if (!add(chunk, count)) {
        return false;
      }
    }
  }

  /** Gives the lines that the bytes complete, and keeps the rest; false when told to stop. */
  boolean add(byte[] bytes, int count) throws IOException {
    int from = 0;
    for (int at = lineFeed(bytes, 0, count); at < count; at = lineFeed(bytes, from, count)) {
      boolean goesOn;
      if (length == 0) {
        goesOn = give(bytes, from, at);
      } else {
        append(bytes, from, at);
        goesOn = finish();
      }
      from = at + 1;
      if (!goesOn) {
        return false;
      }
    }
    append(bytes, from, count);
    return true;
  }

  // Eight bytes at a time, as the JSON scanner does.
  private static int lineFeed(byte[] bytes, int from, int to) {
    int at = Characters.nextLineBreak(bytes, from, to);
    while (at < to && bytes[at] == '\r') {
      at = Characters.nextLineBreak(bytes, at + 1, to);
    }
    return at;
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
    forget();
    boolean goesOn = give(buffer, 0, end);
    if (buffer.length > MOST_KEPT) {
      buffer = new byte[CHUNK];
    }
    return goesOn;
  }

  private boolean give(byte[] bytes, int start, int behind) throws IOException {
    number++;
    int end = behind > start && bytes[behind - 1] == '\r' ? behind - 1 : behind;
    return end == start || taker.take(bytes, start, end);
  }

  /** The number of the line given last, from 1, empty ones counted. */
  public long number() {
    return number;
  }

  /** Forgets what is kept: the file was cut or replaced. */
  void forget() {
    length = 0;
    skipping = false;
  }
}
