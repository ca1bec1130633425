package dev.weft.event.flow;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.RawEvent;
import java.util.Arrays;

/**
 * Records that travel together: what one read of a socket gave, or what a program's dispatcher
 * sends at once. All of them lie in one array, each followed by a line feed, so that a batch is
 * also a block of NDJSON that a file takes in one write.
 *
 * <p>Immutable once built, though its array is not copied: whoever holds a batch reads the array
 * and never writes it. Usable from any thread.
 */
public final class Batch {
  private final byte[] bytes;
  private final int length;
  private final int[] ends;
  private final int size;
  private final String origin;

  private Batch(byte[] bytes, int length, int[] ends, int size, String origin) {
    this.bytes = bytes;
    this.length = length;
    this.ends = ends;
    this.size = size;
    this.origin = origin;
  }

  /** How many records. */
  public int size() {
    return size;
  }

  /** Where the records lie: from 0 to {@link #length()}. Never to be written. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes all records take, their line feeds included. */
  public int length() {
    return length;
  }

  /** Where record {@code index} begins. */
  public int start(int index) {
    return index == 0 ? 0 : ends[index - 1] + 1;
  }

  /** Where record {@code index} ends: the place of its line feed. */
  public int end(int index) {
    return ends[index];
  }

  /** Which receiver or program the batch came from, for counters and messages. */
  public String origin() {
    return origin;
  }

  /** Lays {@code view} over record {@code index}. */
  public RawEvent view(int index, RawEvent view) {
    return view.over(bytes, start(index), end(index));
  }

  /**
   * A batch over an array that already has the form, such as a block of NDJSON; {@code ends} are
   * the places of the line feeds.
   */
  public static Batch over(byte[] bytes, int[] ends, int size, String origin) {
    return new Batch(
        bytes, size == 0 ? 0 : ends[size - 1] + 1, ends, size, requireNonNull(origin, "origin"));
  }

  /** Starts an empty batch. */
  public static Builder builder(String origin) {
    return new Builder(origin);
  }

  /** Gathers records. Used by one thread. */
  public static final class Builder {
    private final String origin;
    private byte[] bytes = new byte[4096];
    private int length;
    private int[] ends = new int[16];
    private int size;

    private Builder(String origin) {
      this.origin = requireNonNull(origin, "origin");
    }

    /**
     * Appends one record. Line feeds and carriage returns inside it, which JSON allows only between
     * tokens, become spaces, so that a record is always one line.
     */
    public Builder add(byte[] source, int start, int end) {
      int first = length;
      addLine(source, start, end);
      for (int i = first, last = length - 1; i < last; i++) {
        if (bytes[i] == '\n' || bytes[i] == '\r') {
          bytes[i] = ' ';
        }
      }
      return this;
    }

    /**
     * Appends one record of which the caller knows that it is one line, as what a {@code
     * JsonWriter} made: it is not searched for line feeds.
     */
    public Builder addLine(byte[] source, int start, int end) {
      int count = end - start;
      ensure(count + 1);
      System.arraycopy(source, start, bytes, length, count);
      length += count;
      bytes[length] = '\n';
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, size * 2);
      }
      ends[size++] = length++;
      return this;
    }

    /** Appends one record. */
    public Builder add(byte[] record) {
      return add(record, 0, record.length);
    }

    /** Appends the record that {@code event} shows, with its changes. */
    public Builder add(RawEvent event) {
      return add(event.bytes(), event.start(), event.end());
    }

    /** How many records so far. */
    public int size() {
      return size;
    }

    /** How many bytes so far. */
    public int length() {
      return length;
    }

    /** The batch; the builder starts anew. */
    public Batch build() {
      Batch batch = new Batch(bytes, length, ends, size, origin);
      bytes = new byte[Math.max(4096, Math.min(length, 1 << 20))];
      ends = new int[Math.max(16, size)];
      length = 0;
      size = 0;
      return batch;
    }

    private void ensure(int more) {
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
      }
    }
  }
}
