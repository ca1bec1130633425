package dev.weft.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a store: whether it is one, of which version, and that no other process uses it.
 *
 * <p>Used by one thread at a time.
 */
final class StoreFolder implements AutoCloseable {
  private static final String MANIFEST = "weft-store";
  private static final String VERSION = "2";

  /** It has more terms for each event; what is added to it now has no more than others. */
  private static final String VERSION_BEFORE = "1";

  private static final String LOCK = "lock";
  private static final String EXPIRED = "expired";

  private final Path path;
  private final FileChannel lockFile;

  private StoreFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Opens it, or makes it where there is nothing.
   *
   * @throws IOException when it is something else, of another version, or in use
   */
  static StoreFolder open(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    Path manifest = absolute.resolve(MANIFEST);
    if (!Files.exists(manifest)) {
      make(absolute);
    }
    String version = Files.readString(manifest, UTF_8).strip();
    if (!version.equals(VERSION) && !version.equals(VERSION_BEFORE)) {
      throw new IOException(
          absolute
              + " is an event store of version "
              + version
              + ", and this program reads version "
              + VERSION
              + "; start the program that wrote it, or name another path");
    }
    StoreFolder folder = new StoreFolder(absolute, lock(absolute));
    if (!version.equals(VERSION)) {
      write(absolute, MANIFEST, VERSION);
    }
    return folder;
  }

  private static void make(Path path) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IOException(path + " is no folder; name another path for the store");
    }
    Files.createDirectories(path);
    try (Stream<Path> files = Files.list(path)) {
      // A lock and a draft are what a start that was cut off leaves.
      if (files
          .map(file -> file.getFileName().toString())
          .anyMatch(name -> !name.equals(LOCK) && !name.startsWith(MANIFEST))) {
        throw new IOException(
            path
                + " holds other files and is no event store (no file \""
                + MANIFEST
                + "\"); name an empty folder or a new one");
      }
    }
    write(path, MANIFEST, VERSION);
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Path draft = folder.resolve(name + ".new");
    try (FileChannel file =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap((text + "\n").getBytes(UTF_8)));
      file.force(true);
    }
    Files.move(
        draft,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileChannel lock(Path path) throws IOException {
    Path file = path.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) != null) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
        return channel;
      }
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
    String owner = Files.readString(file, UTF_8).strip();
    channel.close();
    throw new IOException(
        path
            + " is in use by process "
            + (owner.isEmpty() ? "?" : owner)
            + "; stop that one, or give each collector a path of its own");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException byThisProcess) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  Path log() {
    return path.resolve("log");
  }

  Path slices() {
    return path.resolve("slices");
  }

  /** Before which time retention has removed events; {@link Long#MIN_VALUE} when it has not. */
  long expiredTo() throws IOException {
    Path file = path.resolve(EXPIRED);
    if (!Files.exists(file)) {
      return Long.MIN_VALUE;
    }
    try {
      return Long.parseLong(Files.readString(file, UTF_8).strip());
    } catch (NumberFormatException damaged) {
      return Long.MIN_VALUE;
    }
  }

  void expiredTo(long micros) throws IOException {
    write(path, EXPIRED, Long.toString(micros));
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
