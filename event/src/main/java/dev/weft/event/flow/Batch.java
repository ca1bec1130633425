package dev.weft.event.flow;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.Characters;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.codec.Unfolding;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that travel together: what one read of a socket gave, or what a program's dispatcher
 * sends at once. All of them lie in one array, each followed by a line feed, so that a batch is
 * also a block of NDJSON that a file takes in one write.
 *
 * <p>A batch may be folded: what its records have in common stands in it once (see {@link
 * Unfolding}). Who looks at the records finds them unfolded; a sink that sends the folded form on
 * spares everybody that.
 *
 * <p>Immutable once built, though its arrays are not copied: whoever holds a batch reads them and
 * never writes them. Usable from any thread.
 */
public final class Batch {
  private final int size;
  private final int length;
  private final String origin;
  private final byte @Nullable [] folded;
  private final int foldedLength;
  // Of a folded batch null until somebody asks.
  private @Nullable Lines lines;

  private Batch(Lines lines, int length, int size, String origin) {
    this.lines = lines;
    this.length = length;
    this.size = size;
    this.origin = origin;
    folded = null;
    foldedLength = 0;
  }

  private Batch(byte[] folded, int foldedLength, int length, int size, String origin) {
    this.folded = folded;
    this.foldedLength = foldedLength;
    this.length = length;
    this.size = size;
    this.origin = origin;
  }

  /** How many records. */
  public int size() {
    return size;
  }

  /** Where the records lie: from 0 to {@link #length()}. Never to be written. */
  public byte[] bytes() {
    return lines().bytes;
  }

  /** How many bytes all records take, their line feeds included. */
  public int length() {
    return length;
  }

  /** Where record {@code index} begins. */
  public int start(int index) {
    return index == 0 ? 0 : lines().ends[index - 1] + 1;
  }

  /** Where record {@code index} ends: the place of its line feed. */
  public int end(int index) {
    return lines().ends[index];
  }

  // Two threads that ask at once make the same twice, which does no harm: what they see of it is
  // final.
  private Lines lines() {
    Lines known = lines;
    if (known == null) {
      known = unfold();
      lines = known;
    }
    return known;
  }

  private Lines unfold() {
    Builder unfolded = new Builder(origin, new JsonWriter());
    if (folded == null || !unfolded.addFolded(folded, 0, foldedLength, length)) {
      throw new IllegalStateException("a batch of " + size + " records is not as it was written");
    }
    return unfolded.lines();
  }

  /** Which receiver or program the batch came from, for counters and messages. */
  public String origin() {
    return origin;
  }

  /**
   * The folded form, from 0 to {@link #storedLength()}, if the batch has one; else null. Never to
   * be written.
   */
  @SuppressWarnings("MutableMethodReturnType") // as bytes()
  public byte @Nullable [] folded() {
    return folded;
  }

  /** How many bytes it takes as it was made, folded or not. */
  public int storedLength() {
    return folded == null ? length : foldedLength;
  }

  /** How large the array is that it was written to. */
  public int capacity() {
    return folded == null ? lines().bytes.length : folded.length;
  }

  /** Lays {@code view} over record {@code index}. */
  public RawEvent view(int index, RawEvent view) {
    return view.over(bytes(), start(index), end(index));
  }

  /**
   * A batch over an array that already has the form, such as a block of NDJSON; {@code ends} are
   * the places of the line feeds.
   */
  public static Batch over(byte[] bytes, int[] ends, int size, String origin) {
    int length = size == 0 ? 0 : ends[size - 1] + 1;
    return new Batch(new Lines(bytes, ends), length, size, requireNonNull(origin, "origin"));
  }

  /** The records of all of them, in their order, as one batch of the first one's origin. */
  public static Batch joined(List<Batch> batches) {
    Batch first = batches.get(0);
    if (batches.size() == 1) {
      return first;
    }
    byte[] bytes = new byte[batches.stream().mapToInt(Batch::length).sum()];
    int[] ends = new int[batches.stream().mapToInt(Batch::size).sum()];
    int length = 0;
    int size = 0;
    for (Batch batch : batches) {
      Lines its = batch.lines();
      System.arraycopy(its.bytes, 0, bytes, length, batch.length);
      for (int i = 0; i < batch.size; i++) {
        ends[size++] = length + its.ends[i];
      }
      length += batch.length;
    }
    return new Batch(new Lines(bytes, ends), length, size, first.origin);
  }

  /** Starts an empty batch. */
  public static Builder builder(String origin) {
    return new Builder(origin, new JsonWriter());
  }

  /**
   * Starts an empty batch that will be folded. It takes records one by one, best those that are
   * written in their place.
   */
  public static Builder foldingBuilder(String origin) {
    return new Builder(origin, JsonWriter.folding());
  }

  /** Where the records of a batch lie. */
  private static final class Lines {
    private final byte[] bytes;
    private final int[] ends;

    Lines(byte[] bytes, int[] ends) {
      this.bytes = bytes;
      this.ends = ends;
    }
  }

  /** Gathers records. Used by one thread. */
  public static final class Builder {
    private static final int LEAST = 4096;
    private static final int MOST_AHEAD = 1 << 20;

    private final String origin;
    // What it writes is the batch, so that a record which is made here is never moved.
    private final JsonWriter out;
    private final boolean folds;
    private @Nullable Unfolding unfolding;
    private int[] ends;
    private int size;

    private Builder(String origin, JsonWriter out) {
      this.origin = requireNonNull(origin, "origin");
      this.out = out;
      folds = out.folds();
      ends = new int[16];
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
      if (folds) {
        // Where it ends is found out by those who unfold it.
        size++;
      } else {
        note(out.length());
      }
      out.endLine();
      return this;
    }

    /** Takes back what was written since the last record's end. */
    public Builder dropRecord() {
      out.cutLine();
      return this;
    }

    /**
     * Appends one record. Line feeds and carriage returns inside it, which JSON allows only between
     * tokens, become spaces, so that a record is always one line.
     */
    public Builder add(byte[] source, int start, int end) {
      out.onOneLine(source, start, end);
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

    /**
     * Appends the records of folded lines.
     *
     * @param bytes how many bytes they have when they are unfolded
     * @return whether they were well-formed; when not, nothing is appended
     */
    public boolean addFolded(byte[] lines, int start, int end, int bytes) {
      Unfolding reading = unfolding;
      if (reading == null) {
        reading = new Unfolding();
        unfolding = reading;
      }
      if (!out.unfolded(reading, lines, start, end, bytes)) {
        return false;
      }
      for (int i = 0; i < reading.count(); i++) {
        note(reading.end(i));
      }
      return true;
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

    /** How many bytes so far, not folded. */
    public int length() {
      return out.unfoldedLength();
    }

    /** The batch; the builder starts anew. */
    public Batch build() {
      int length = out.length();
      byte[] next = new byte[Math.max(LEAST, Math.min(length + length / 8, MOST_AHEAD))];
      return build(next, new int[folds ? 0 : Math.max(16, size)]);
    }

    /**
     * The batch; the builder, which made that other one too, starts anew in its arrays, which
     * nobody may use any more.
     */
    public Batch build(Batch spent) {
      byte[] folded = spent.folded;
      if (folded != null) {
        return build(folded, ends);
      }
      Lines lines = spent.lines();
      return build(lines.bytes, lines.ends);
    }

    private Batch build(byte[] nextBytes, int[] nextEnds) {
      int written = out.length();
      int length = out.unfoldedLength();
      byte[] bytes = out.take(nextBytes);
      Batch batch =
          folds
              ? new Batch(bytes, written, length, size, origin)
              : new Batch(new Lines(bytes, ends), length, size, origin);
      ends = nextEnds;
      size = 0;
      return batch;
    }

    private Lines lines() {
      return new Lines(out.bytes(), ends);
    }
  }
}
