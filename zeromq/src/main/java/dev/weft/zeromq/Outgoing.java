package dev.weft.zeromq;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weft.event.flow.Batch;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Messages of two frames, topic and body, as ZMTP writes them, and which records they bring. Used
 * by one thread, over and over.
 */
final class Outgoing {
  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int LONGEST_HEADER = 9;
  private static final int LARGEST_SHORT = 255;
  // Far below the largest message that a collector takes.
  private static final int LARGEST_BLOCK = 4 << 20;
  private static final int ENOUGH = 64 << 10;
  private static final int MOST_KEPT = 1 << 20;

  private final byte[] topic;
  private final byte[] foldedTopic;
  private final boolean blocks;
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private int[] messageEnds = new int[16];
  private int[] recordEnds = new int[16];
  private int messages;

  /**
   * Makes a writer.
   *
   * @param blocks whether a message takes many records, each with its line feed
   */
  Outgoing(char system, boolean blocks) {
    this.topic = (system + (blocks ? "LN" : "LJ")).getBytes(US_ASCII);
    this.foldedTopic = (system + "LF").getBytes(US_ASCII);
    this.blocks = blocks;
  }

  /** Whether a folded batch goes as it is. */
  boolean takesFolded() {
    return blocks;
  }

  /** The bytes still to be written. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Behind the last record of these messages. */
  int end() {
    return messages == 0 ? 0 : recordEnds[messages - 1];
  }

  /** Behind the last record whose whole message is written, or {@code from} when none is. */
  int written(int from) {
    int records = from;
    for (int i = 0; i < messages && messageEnds[i] <= bytes.position(); i++) {
      records = recordEnds[i];
    }
    return records;
  }

  /** Forgets everything. */
  void clear() {
    messages = 0;
    bytes.position(0).limit(0);
    if (bytes.capacity() > MOST_KEPT) {
      bytes = ByteBuffer.allocate(0);
    }
  }

  /** Takes the records of {@code batch} from {@code from} on, as many as make a decent write. */
  void fill(Batch batch, int from) {
    clear();
    bytes.limit(bytes.capacity());
    int first = from == 0 && blocks && folded(batch) ? batch.size() : from;
    while (first < batch.size() && bytes.position() < ENOUGH) {
      int end = blocks ? blockEnd(batch, first) : first + 1;
      message(batch.bytes(), batch.start(first), batch.end(end - 1) + (blocks ? 1 : 0));
      note(end);
      first = end;
    }
    bytes.flip();
  }

  /** Writes the whole batch as one folded message; false when it has no such form to be read. */
  private boolean folded(Batch batch) {
    byte[] folded = batch.folded();
    int length = batch.storedLength();
    if (folded == null
        || batch.length() > LARGEST_BLOCK
        || batch.length() / RecordDecoder.MOST_EXPANSION >= length) {
      return false;
    }
    int body = 1 + Integer.BYTES + length;
    ensure(2 * LONGEST_HEADER + topic.length + body);
    header(foldedTopic, body);
    bytes.put(RecordDecoder.FOLDED_VERSION).putInt(batch.length()).put(folded, 0, length);
    note(batch.size());
    return true;
  }

  /** Writes the topic's frame and the beginning of a long one. */
  private void header(byte[] topic, int length) {
    bytes.put((byte) MORE).put((byte) topic.length).put(topic).put((byte) LONG).putLong(length);
  }

  private static int blockEnd(Batch batch, int from) {
    int end = from + 1;
    while (end < batch.size() && batch.end(end) - batch.start(from) < LARGEST_BLOCK) {
      end++;
    }
    return end;
  }

  private void message(byte[] source, int start, int end) {
    int length = end - start;
    ensure(2 * LONGEST_HEADER + topic.length + length);
    if (length > LARGEST_SHORT) {
      header(topic, length);
    } else {
      bytes.put((byte) MORE).put((byte) topic.length).put(topic);
      bytes.put((byte) 0).put((byte) length);
    }
    bytes.put(source, start, length);
  }

  private void note(int end) {
    if (messages == messageEnds.length) {
      messageEnds = Arrays.copyOf(messageEnds, messages * 2);
      recordEnds = Arrays.copyOf(recordEnds, messages * 2);
    }
    messageEnds[messages] = bytes.position();
    recordEnds[messages++] = end;
  }

  private void ensure(int more) {
    if (bytes.remaining() < more) {
      int wanted = Math.max(bytes.position() + more, 2 * bytes.capacity());
      bytes = ByteBuffer.allocate(wanted).put(bytes.flip());
    }
  }
}
