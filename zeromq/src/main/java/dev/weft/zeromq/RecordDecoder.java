package dev.weft.zeromq;

import dev.weft.event.codec.Characters;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.Lz4;
import dev.weft.event.codec.PickleException;
import dev.weft.event.codec.PickleReader;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.codec.Unfolding;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Turns messages of two frames into batches of records: the topic's third byte says whether the
 * body is one pickle ({@code P}), lines of JSON ({@code N}), the same folded ({@code F}) or as an
 * LZ4 block behind its size ({@code Z}) or one JSON object (anything else). What is none of that is
 * rejected with its reason, and nothing else is lost by it.
 *
 * <p>Used by one thread.
 */
final class RecordDecoder {
  private static final System.Logger LOG = System.getLogger(RecordDecoder.class.getName());

  /** Above that, a batch is given on. */
  private static final int MAX_RECORDS = 400;

  private static final int MAX_BYTES = 256 << 10;
  private static final int LARGEST_SAMPLE = 64 << 10;
  private static final int TOPIC_LENGTH = 3;
  private static final int MOST_KEPT = 1 << 20;

  /** A byte of an LZ4 block stands for no more than that, nor one of ours on an average. */
  static final int MOST_EXPANSION = 255;

  /** The first byte of folded lines; the bytes that they have when they are unfolded follow. */
  static final byte FOLDED_VERSION = 1;

  private final Intake intake;
  private final int largest;
  private final boolean validate;
  private final Batch.Builder batch;
  private final RawEvent view = new RawEvent();
  private final JsonWriter writer = new JsonWriter();
  private final Unfolding unfolding = new Unfolding();
  private byte[] unpacked = {};

  /**
   * Makes a decoder.
   *
   * @param largest how many bytes a compressed message may hold
   * @param validate whether each record is checked to be a JSON object
   */
  RecordDecoder(Intake intake, String origin, int largest, boolean validate) {
    this.intake = intake;
    this.largest = largest;
    this.validate = validate;
    this.batch = Batch.builder(origin);
  }

  /** Takes a message of two frames; the arrays may be used anew afterwards. */
  void message(byte[] topic, int topicLength, byte[] body, int start, int end) {
    if (topicLength < TOPIC_LENGTH) {
      reject(
          body,
          start,
          end,
          "topic",
          "expected a topic of 3 bytes or more, received " + topicLength);
      return;
    }
    switch (topic[TOPIC_LENGTH - 1]) {
      case 'P' -> pickle(body, start, end);
      case 'N' -> lines(body, start, end);
      case 'F' -> folded(body, start, end);
      case 'Z' -> compressed(body, start, end);
      default -> record(body, start, end);
    }
  }

  /** Takes note of a message of another number of frames, of which the first is given. */
  void wrongFrames(byte[] first, String number) {
    reject(
        first, 0, first.length, "frames", "expected 2 frames, topic and body, received " + number);
  }

  private void pickle(byte[] body, int start, int end) {
    try {
      writer.reset().value(PickleReader.read(body, start, end));
    } catch (PickleException unreadable) {
      reject(body, start, end, "pickle", String.valueOf(unreadable.getMessage()));
      return;
    }
    record(writer.bytes(), 0, writer.length());
  }

  private void folded(byte[] body, int start, int end) {
    int version = start < end ? body[start] : 0;
    if (version != FOLDED_VERSION) {
      String expected = "expected folded lines of version " + FOLDED_VERSION;
      reject(body, start, end, "folded", expected + ", received " + version);
      return;
    }
    int sizeAt = start + 1;
    int size = size(body, sizeAt, end);
    long most = mostBytes(sizeAt, end);
    if (size < 0 || size > most) {
      rejectSize(body, start, end, "folded", most, size);
    } else if (!unfolded(body, sizeAt + Integer.BYTES, end, size)) {
      reject(body, start, end, "folded", "expected folded lines of " + size + " bytes");
    }
  }

  private boolean unfolded(byte[] body, int start, int end, int size) {
    if (!validate) {
      boolean good = batch.addFolded(body, start, end, size);
      flushIfFull();
      return good;
    }
    byte[] lines = room(size);
    if (!unfolding.read(body, start, end, lines, 0, size)) {
      return false;
    }
    int from = 0;
    for (int i = 0; i < unfolding.count(); i++) {
      record(lines, from, unfolding.end(i));
      from = unfolding.end(i) + 1;
    }
    return true;
  }

  private void compressed(byte[] body, int start, int end) {
    int size = size(body, start, end);
    long most = mostBytes(start, end);
    if (size < 0 || size > most) {
      rejectSize(body, start, end, "lz4", most, size);
      return;
    }
    int block = start + Integer.BYTES;
    if (validate) {
      byte[] lines = room(size);
      if (Lz4.read(body, block, end, lines, 0, size)) {
        lines(lines, 0, size);
        return;
      }
    } else if (batch.addLz4Lines(body, block, end, size)) {
      flushIfFull();
      return;
    }
    reject(body, start, end, "lz4", "expected an LZ4 block of " + size + " bytes");
  }

  /** Where a message is unpacked whose records are then looked at one by one. */
  private byte[] room(int size) {
    if (size > MOST_KEPT) {
      return new byte[size];
    }
    if (unpacked.length < size) {
      unpacked = new byte[size];
    }
    return unpacked;
  }

  private static int size(byte[] body, int at, int end) {
    return end - at < Integer.BYTES ? -1 : ByteBuffer.wrap(body).getInt(at);
  }

  /** How many bytes may be in what follows a size at that place. */
  private long mostBytes(int sizeAt, int end) {
    // A few bytes must not have room made for megabytes that cannot be in them.
    return Math.min(largest, (long) MOST_EXPANSION * Math.max(0, end - sizeAt - Integer.BYTES));
  }

  private void rejectSize(byte[] body, int start, int end, String reason, long most, int size) {
    reject(body, start, end, reason, "expected a size of 0 to " + most + ", received " + size);
  }

  private void lines(byte[] body, int start, int end) {
    if (!validate) {
      blocks(body, start, end);
      return;
    }
    for (int from = start; from < end; ) {
      int to = Characters.nextLineBreak(body, from, end);
      while (to < end && body[to] == '\r') {
        to = Characters.nextLineBreak(body, to + 1, end);
      }
      if (from < to) {
        record(body, from, to);
      }
      from = to + 1;
    }
  }

  private void blocks(byte[] body, int start, int end) {
    for (int from = start; from < end; ) {
      int to = wholeLines(body, from, end);
      batch.addLines(body, from, to);
      flushIfFull();
      from = to;
    }
  }

  /** Behind the last line that ends within a batch's size; a longer one is taken whole. */
  private static int wholeLines(byte[] body, int from, int end) {
    if (end - from <= MAX_BYTES) {
      return end;
    }
    int to = from + MAX_BYTES;
    while (to > from && body[to - 1] != '\n') {
      to--;
    }
    if (to > from) {
      return to;
    }
    for (to = from + MAX_BYTES; to < end && body[to - 1] != '\n'; ) {
      to++;
    }
    return to;
  }

  private void record(byte[] body, int start, int end) {
    if (validate) {
      String problem = view.over(body, start, end).problem();
      if (problem != null) {
        reject(body, start, end, "not-json", problem);
        return;
      }
    }
    batch.add(body, start, end);
    flushIfFull();
  }

  private void flushIfFull() {
    if (batch.size() >= MAX_RECORDS || batch.length() >= MAX_BYTES) {
      flush();
    }
  }

  private void reject(byte[] bytes, int start, int end, String reason, String detail) {
    int sampleEnd = Math.min(end, start + LARGEST_SAMPLE);
    intake.reject(Arrays.copyOfRange(bytes, start, sampleEnd), reason, detail);
  }

  /** Gives on what has gathered. */
  void flush() {
    if (batch.size() == 0) {
      return;
    }
    Batch full = batch.build();
    try {
      intake.accept(full);
    } catch (RuntimeException failed) {
      // One batch that nobody can take must not end the source.
      intake.lost(full.size(), "intake-failed");
      LOG.log(Level.WARNING, full.size() + " records from " + full.origin() + " are lost", failed);
    }
  }
}
