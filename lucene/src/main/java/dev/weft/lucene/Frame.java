package dev.weft.lucene;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Events of one batch as the log has them: a mark, the length and checksum of what follows, the
 * arrival number of the first event, how many there are, then the records, each with a line feed.
 *
 * <p>The mark lets a reader find the next frame behind a damaged one.
 *
 * @param first arrival number of the first event; the others follow without holes
 * @param count how many
 * @param position where it begins in its file
 * @param end where the next one begins
 * @param body the records; shared, never to be written
 */
record Frame(long first, int count, long position, long end, ByteBuffer body) {
  /** Before each frame. */
  static final int MARK = 0x57464C67;

  /** Mark, length, checksum. */
  static final int HEADER = 12;

  /** First arrival and count. */
  static final int PREAMBLE = 12;

  static final int LONGEST = 1 << 30;

  static int checksum(ByteBuffer payload) {
    CRC32C sum = new CRC32C();
    sum.update(payload.duplicate());
    return (int) sum.getValue();
  }

  /** Is shown records. */
  interface Visitor<E extends Exception> {
    /** Looks at the record that lies in the body's array from there to there. */
    void visit(long arrival, int from, int to) throws E;
  }

  /** Shows its records. */
  <E extends Exception> void forEach(Visitor<E> visitor) throws E {
    byte[] bytes = body.array();
    int at = body.arrayOffset();
    int end = at + body.limit();
    for (long arrival = first; at < end; arrival++) {
      int to = at;
      while (to < end && bytes[to] != '\n') {
        to++;
      }
      visitor.visit(arrival, at, to);
      at = to + 1;
    }
  }

  /** The arrival number of its last event. */
  long last() {
    return first + count - 1;
  }
}
