package dev.weft.daemon.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32C;

/**
 * One file that is being read, by its identity and not its name, so that it can be renamed
 * meanwhile. Used by one thread.
 */
final class FollowedFile {
  private static final int CHUNK = 64 << 10;
  private static final int HEAD = 256;

  private final Path path;
  private final FileChannel channel;
  private final LineIntake lines;
  private final byte[] chunk = new byte[CHUNK];
  private long readTo;
  private int headLength;
  private long headSum;
  private long lastGrowth = System.nanoTime();

  private FollowedFile(Path path, FileChannel channel, LineIntake lines, long position) {
    this.path = path;
    this.channel = channel;
    this.lines = lines;
    this.readTo = position;
  }

  /**
   * What tells a file from others, whatever its name.
   *
   * @throws IOException when it is gone
   */
  static String identity(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return key == null ? path.toString() : key.toString();
  }

  /** Opens it to be read from {@code position}. */
  static FollowedFile open(Path path, LineIntake lines, long position) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    return new FollowedFile(path, channel, lines, position);
  }

  /** Opens it where it was left; from its start when it is not the file it was. */
  static FollowedFile resume(Path path, LineIntake lines, TailState.Mark mark) throws IOException {
    FollowedFile file = open(path, lines, mark.position());
    file.headLength = mark.headLength();
    file.headSum = mark.headSum();
    file.beginAgainIfReplaced();
    return file;
  }

  /** Reads what is new; returns whether there was anything. */
  boolean read() throws IOException {
    boolean grown = false;
    beginAgainIfReplaced();
    int count = channel.read(ByteBuffer.wrap(chunk), readTo);
    while (count > 0) {
      // Moved on first: what an intake that fails has taken must not come twice.
      readTo += count;
      lines.feed(chunk, count);
      grown = true;
      count = channel.read(ByteBuffer.wrap(chunk), readTo);
    }
    if (grown) {
      lastGrowth = System.nanoTime();
    }
    return grown;
  }

  // A file that is shorter than what was read, or that begins otherwise, was emptied and written
  // anew.
  private void beginAgainIfReplaced() throws IOException {
    if (channel.size() < readTo || sum(headLength) != headSum) {
      lines.end();
      readTo = 0;
      headLength = 0;
      headSum = sum(0);
    }
  }

  private long sum(int length) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(length);
    while (head.hasRemaining() && channel.read(head, head.position()) > 0) {
      // Reads on.
    }
    CRC32C sum = new CRC32C();
    sum.update(head.flip());
    return sum.getValue();
  }

  /** Where reading goes on after a restart: the start of the first line that is not complete. */
  TailState.Mark mark() throws IOException {
    long position = readTo - lines.pending();
    if (headLength < HEAD && position > headLength) {
      headLength = (int) Math.min(HEAD, position);
      headSum = sum(headLength);
    }
    return new TailState.Mark(position, headLength, headSum, path);
  }

  /** For how long nothing has been added. */
  long idleNanos() {
    return System.nanoTime() - lastGrowth;
  }

  /** Nothing can follow: a last line without a line feed is a line. */
  void end() throws IOException {
    lines.end();
    channel.close();
  }

  /** Leaves it as it is, to be resumed. */
  void close() throws IOException {
    lines.flush();
    channel.close();
  }
}
