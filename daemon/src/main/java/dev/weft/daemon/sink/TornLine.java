package dev.weft.daemon.sink;

import dev.weft.event.codec.RawEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Mends the end of a file that a crash left in the middle of a line. */
final class TornLine {
  private static final Logger LOG = System.getLogger(TornLine.class.getName());
  private static final int CHUNK = 64 << 10;
  private static final int LONGEST_CHECKED = 16 << 20;

  private TornLine() {}

  /**
   * Completes the last line when only its line feed is missing; else moves what there is of it to a
   * file beside, with {@code .torn} behind its name.
   *
   * @return the length of the file, which now ends with a line feed or is empty
   */
  static long mend(FileChannel file, Path path) throws IOException {
    long size = file.size();
    long start = lastLineStart(file, size);
    if (start == size) {
      return size;
    }
    if (isRecord(file, start, size)) {
      file.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
      return size + 1;
    }
    Path torn = path.resolveSibling(path.getFileName() + ".torn");
    setAside(file, start, size, torn);
    file.truncate(start);
    LOG.log(
        Logger.Level.WARNING,
        "{0} ended within a line; its last {1} bytes are now in {2}",
        path,
        size - start,
        torn);
    return start;
  }

  private static long lastLineStart(FileChannel file, long size) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    long end = size;
    while (end > 0) {
      long from = Math.max(0, end - CHUNK);
      chunk.clear().limit((int) (end - from));
      readFully(file, chunk, from);
      for (int i = chunk.position() - 1; i >= 0; i--) {
        if (chunk.get(i) == '\n') {
          return from + i + 1;
        }
      }
      end = from;
    }
    return 0;
  }

  private static boolean isRecord(FileChannel file, long start, long size) throws IOException {
    if (size - start > LONGEST_CHECKED) {
      return false;
    }
    ByteBuffer line = ByteBuffer.allocate((int) (size - start));
    readFully(file, line, start);
    return new RawEvent().over(line.array()).problem() == null;
  }

  private static void readFully(FileChannel file, ByteBuffer into, long from) throws IOException {
    while (into.hasRemaining() && file.read(into, from + into.position()) >= 0) {
      // Reads on from where it stands.
    }
  }

  private static void setAside(FileChannel file, long start, long size, Path torn)
      throws IOException {
    try (FileChannel out =
        FileChannel.open(torn, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      long from = start;
      while (from < size) {
        from += file.transferTo(from, size - from, out);
      }
      out.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }
}
