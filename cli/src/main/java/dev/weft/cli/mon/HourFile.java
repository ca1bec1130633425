package dev.weft.cli.mon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * One file of a dump, written at its end. A gzip file may have any number of members, each whole in
 * itself; what gathered since the last {@link #flush} becomes one member and goes to the file in
 * one piece. So whatever ends the program, at most the last piece is lost, and the file can be read
 * and added to.
 *
 * <p>Used by one thread at a time.
 */
final class HourFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final ByteArrayOutputStream member = new ByteArrayOutputStream(1 << 16);
  private GZIPOutputStream gzip;
  private boolean empty = true;

  private HourFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.gzip = new GZIPOutputStream(member, 1 << 16);
  }

  /**
   * Opens the file at its end, or makes it with the folders above it. One whose end is torn, as by
   * a loss of power, is put aside as {@code HH-1.gz}, where it is still read, and before this one.
   *
   * @param notices told of that
   * @throws IOException when it cannot be had
   */
  static HourFile open(Path path, Consumer<String> notices) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    if (Files.exists(path) && !GzipCheck.isWhole(path)) {
      Path aside = aside(path);
      Files.move(path, aside);
      notices.accept(path + " is cut off or damaged, and was put aside as " + aside);
    }
    return new HourFile(
        path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  private static Path aside(Path path) {
    String name = path.getFileName().toString();
    String stem = name.substring(0, name.lastIndexOf('.'));
    for (int number = 1; ; number++) {
      Path aside = path.resolveSibling(stem + '-' + number + ".gz");
      if (!Files.exists(aside)) {
        return aside;
      }
    }
  }

  Path path() {
    return path;
  }

  /** Adds a line, whose end comes with it. */
  void add(byte[] bytes, int start, int end) throws IOException {
    gzip.write(bytes, start, end - start);
    gzip.write('\n');
    empty = false;
  }

  /** How many compressed bytes wait. */
  int waiting() {
    return member.size();
  }

  /** Writes what waits. */
  void flush() throws IOException {
    if (empty) {
      return;
    }
    gzip.close();
    ByteBuffer whole = ByteBuffer.wrap(member.toByteArray());
    while (whole.hasRemaining()) {
      channel.write(whole);
    }
    member.reset();
    gzip = new GZIPOutputStream(member, 1 << 16);
    empty = true;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
