package dev.weft.event.flow;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.Characters;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.codec.Repeats;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable Repeats repeats;

  private Batch(
      byte[] bytes, int length, int[] ends, int size, String origin, @Nullable Repeats repeats) {
    this.bytes = bytes;
    this.length = length;
    this.ends = ends;
    this.size = size;
    this.origin = origin;
    this.repeats = repeats;
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

  /** Where its bytes repeat what stands before them, as far as who wrote them knew; else null. */
  public @Nullable Repeats repeats() {
    return repeats;
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
        bytes,
        size == 0 ? 0 : ends[size - 1] + 1,
        ends,
        size,
        requireNonNull(origin, "origin"),
        null);
  }

  /** Starts an empty batch. */
  public static Builder builder(String origin) {
    return new Builder(origin, null);
  }

  /** Starts an empty batch that will know its {@link #repeats}. */
  public static Builder builderWithRepeats(String origin) {
    return new Builder(origin, new Repeats());
  }

  /** Gathers records. Used by one thread. */
  public static final class Builder {
    private static final int LEAST = 4096;
    private static final int MOST_AHEAD = 1 << 20;

    private final String origin;
    // What it writes is the batch, so that a record which is made here is never moved.
    private final JsonWriter out;
    private final @Nullable Repeats repeats;
    private int[] ends = new int[16];
    private int size;

    private Builder(String origin, @Nullable Repeats repeats) {
      this.origin = requireNonNull(origin, "origin");
      this.repeats = repeats;
      out = repeats == null ? new JsonWriter() : new JsonWriter(repeats);
    }

    /**
     * Writes one record in its place: what is put into the writer until {@link #endRecord}. The
     * writer is at the record's start; its length is that of the batch so far.
     */
    public JsonWriter record() {
      return out;
    }

    /**
     * Ends the record that was written in its place, of which the caller knows that it is a line.
     */
    public Builder endRecord() {
      note(out.length());
      out.endLine();
      return this;
    }

    /** Takes back what was written since the last record's end. */
    public Builder dropRecord() {
      out.cutTo(size == 0 ? 0 : ends[size - 1] + 1);
      return this;
    }

    /**
     * Appends one record. Line feeds and carriage returns inside it, which JSON allows only between
     * tokens, become spaces, so that a record is always one line.
     */
    public Builder add(byte[] source, int start, int end) {
      int first = out.length();
      out.raw(source, start, end);
      byte[] bytes = out.bytes();
      int last = out.length();
      for (int i = Characters.nextLineBreak(bytes, first, last);
          i < last;
          i = Characters.nextLineBreak(bytes, i + 1, last)) {
        bytes[i] = ' ';
      }
      return endRecord();
    }

    /**
     * Appends one record of which the caller knows that it is one line, as one of another batch: it
     * is not searched for line breaks.
     */
    public Builder addLine(byte[] source, int start, int end) {
      out.raw(source, start, end);
      return endRecord();
    }

    /**
     * Appends lines, each of which is a record, as another batch has them; the last one may lack
     * its line feed. Empty lines are left out; carriage returns become spaces.
     */
    public Builder addLines(byte[] source, int start, int end) {
      int from = out.length();
      out.lines(source, start, end);
      noteLines(from);
      return this;
    }

    /**
     * As {@link #addLines}, of lines that lie in an LZ4 block.
     *
     * @param bytes how many bytes it holds
     * @return whether the block was well-formed; when not, nothing is appended
     */
    public boolean addLz4Lines(byte[] block, int start, int end, int bytes) {
      int from = out.length();
      boolean good = out.lz4Lines(block, start, end, bytes);
      noteLines(from);
      return good;
    }

    private void noteLines(int from) {
      byte[] bytes = out.bytes();
      int last = out.length();
      int line = from;
      for (int i = Characters.nextLineBreak(bytes, line, last);
          i < last;
          i = Characters.nextLineBreak(bytes, i + 1, last)) {
        if (bytes[i] == '\r') {
          bytes[i] = ' ';
        } else if (i > line) {
          note(i);
          line = i + 1;
        } else {
          // Rare, and nothing may stand between two records.
          byte[] rest = Arrays.copyOfRange(bytes, line, last);
          out.cutTo(line);
          addLineByLine(rest);
          return;
        }
      }
    }

    private void addLineByLine(byte[] lines) {
      int line = 0;
      for (int i = 0; i < lines.length; i++) {
        if (lines[i] == '\n') {
          if (i > line) {
            add(lines, line, i);
          }
          line = i + 1;
        }
      }
    }

    private void note(int recordEnd) {
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, size * 2);
      }
      ends[size++] = recordEnd;
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
      return out.length();
    }

    /** The batch; the builder starts anew. */
    public Batch build() {
      int length = out.length();
      byte[] next = new byte[Math.max(LEAST, Math.min(length + length / 8, MOST_AHEAD))];
      return build(next, new int[Math.max(16, size)], null);
    }

    /** The batch; the builder starts anew in the arrays of one that nobody may use any more. */
    public Batch build(Batch spent) {
      return build(spent.bytes, spent.ends, spent.repeats);
    }

    private Batch build(byte[] nextBytes, int[] nextEnds, @Nullable Repeats spent) {
      int length = out.length();
      byte[] bytes = out.take(nextBytes);
      Repeats complete = repeats == null ? null : repeats.take(spent);
      Batch batch = new Batch(bytes, length, ends, size, origin, complete);
      ends = nextEnds;
      size = 0;
      return batch;
    }
  }
}
