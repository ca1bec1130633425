package dev.weft.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses blocks of records. A block is its lengths, its records, and a checksum over what is
 * written.
 *
 * <p>Writing by one thread; reading by any.
 */
final class BlockCodec implements AutoCloseable {
  /** Compressed length, raw length, checksum, first arrival, count. */
  static final int HEADER = 4 + 4 + 4 + 8 + 4;

  /** The next ones take half as much time again for a tenth less room. */
  private static final int LEVEL = 2;

  private final Deflater deflater = new Deflater(LEVEL, true);
  private byte[] target = new byte[1 << 16];

  /** The block as it is written. */
  ByteBuffer write(long first, int[] ends, int count, byte[] bytes, int length) {
    ByteBuffer lengths = ByteBuffer.allocate(count * 5);
    for (int i = 0; i < count; i++) {
      writeLength(lengths, ends[i] - (i == 0 ? 0 : ends[i - 1]));
    }
    deflater.reset();
    int most = HEADER + length + count * 5 + (length >> 8) + 1024;
    if (target.length < most) {
      target = new byte[most];
    }
    int at = HEADER;
    deflater.setInput(lengths.array(), 0, lengths.position());
    at += deflater.deflate(target, at, target.length - at);
    deflater.setInput(bytes, 0, length);
    deflater.finish();
    while (!deflater.finished()) {
      at += deflater.deflate(target, at, target.length - at);
    }
    CRC32C sum = new CRC32C();
    sum.update(target, HEADER, at - HEADER);
    return ByteBuffer.wrap(target, 0, at)
        .putInt(at - HEADER)
        .putInt(lengths.position() + length)
        .putInt((int) sum.getValue())
        .putLong(first)
        .putInt(count)
        .rewind();
  }

  private static void writeLength(ByteBuffer target, int length) {
    int rest = length;
    while (rest >= 0x80) {
      target.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    target.put((byte) rest);
  }

  /** Reads what {@link #write} made. */
  static Block read(ByteBuffer written, String where) throws IOException {
    int compressed = written.getInt();
    int raw = written.getInt();
    int checksum = written.getInt();
    long first = written.getLong();
    int count = written.getInt();
    CRC32C sum = new CRC32C();
    sum.update(written.duplicate());
    if (compressed != written.remaining() || (int) sum.getValue() != checksum) {
      throw new IOException(where + " is damaged: the checksum does not fit");
    }
    byte[] all = new byte[raw];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(written);
      int at = 0;
      while (at < raw) {
        int got = inflater.inflate(all, at, raw - at);
        if (got == 0) {
          throw new IOException(where + " is damaged: it ends too early");
        }
        at += got;
      }
    } catch (DataFormatException damaged) {
      throw new IOException(where + " is damaged", damaged);
    } finally {
      inflater.end();
    }
    return block(first, count, all);
  }

  private static Block block(long first, int count, byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    int[] ends = new int[count];
    for (int i = 0; i < count; i++) {
      ends[i] = readLength(all);
    }
    int from = all.position();
    int end = from;
    for (int i = 0; i < count; i++) {
      end += ends[i];
      ends[i] = end;
    }
    return new Block(first, bytes, from, ends);
  }

  private static int readLength(ByteBuffer source) {
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = source.get();
      length |= (b & 0x7F) << shift;
      if (b >= 0) {
        return length;
      }
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
