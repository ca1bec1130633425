package dev.weft.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of one file of the log. Positions are given with each call, so that one may be
 * read while it grows.
 *
 * <p>Usable from any thread.
 */
final class LogFile implements AutoCloseable {
  private static final int SEARCHED_AT_ONCE = 1 << 16;

  private final Path path;
  private final FileChannel channel;

  private LogFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static LogFile open(Path path) throws IOException {
    return new LogFile(path, FileChannel.open(path, StandardOpenOption.READ));
  }

  Path path() {
    return path;
  }

  long size() throws IOException {
    return channel.size();
  }

  /** The frame that begins there; null when there is none that is whole and unharmed. */
  @Nullable Frame read(long position, long limit) throws IOException {
    ByteBuffer header = bytes(position, Frame.HEADER, limit);
    if (header == null || header.getInt() != Frame.MARK) {
      return null;
    }
    int length = header.getInt();
    int checksum = header.getInt();
    if (length < Frame.PREAMBLE || length > Frame.LONGEST) {
      return null;
    }
    ByteBuffer payload = bytes(position + Frame.HEADER, length, limit);
    if (payload == null || Frame.checksum(payload) != checksum) {
      return null;
    }
    long first = payload.getLong();
    int count = payload.getInt();
    return new Frame(first, count, position, position + Frame.HEADER + length, payload.slice());
  }

  /** Where the next unharmed frame begins, from {@code position} on; -1 when none does. */
  long findFrame(long position, long limit) throws IOException {
    byte[] mark = ByteBuffer.allocate(4).putInt(Frame.MARK).array();
    for (long at = position; at + mark.length <= limit; at += SEARCHED_AT_ONCE - mark.length + 1) {
      int length = (int) Math.min(SEARCHED_AT_ONCE, limit - at);
      ByteBuffer read = bytes(at, length, limit);
      if (read == null) {
        return -1;
      }
      byte[] bytes = new byte[length];
      read.get(bytes);
      for (int i = 0; i + mark.length <= length; i++) {
        if (bytes[i] == mark[0]
            && Arrays.equals(bytes, i, i + mark.length, mark, 0, mark.length)
            && read(at + i, limit) != null) {
          return at + i;
        }
      }
    }
    return -1;
  }

  /** The bytes from there on; null when there are not so many. */
  @Nullable ByteBuffer bytes(long position, int count, long limit) throws IOException {
    if (position + count > limit) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        return null;
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
