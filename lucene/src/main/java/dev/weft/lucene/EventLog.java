package dev.weft.lucene;

import static java.lang.System.Logger.Level.WARNING;

import dev.weft.lucene.Failpoint.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The write-ahead log: what was accepted and is not in the index for good yet. Files of frames,
 * each named by the arrival number of its first event.
 *
 * <p>A frame that is half there at the end, as a crash leaves it, is cut off: nobody was told that
 * its events are in. A damaged frame before others is copied to a folder {@code damaged} and passed
 * over by whoever reads.
 *
 * <p>Appending by one thread at a time; reading, {@link #sync} and {@link #removeTo} by another.
 */
final class EventLog implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(EventLog.class.getName());
  private static final String SUFFIX = ".log";

  private static final int MOST_KEPT = 1 << 20;

  private final Path folder;
  private final long fileSize;
  private final Failpoint failpoint;
  private final Object lock = new Object();
  // By their first event; the last one is written to.
  private final TreeMap<Long, Long> lengths = new TreeMap<>();
  private volatile @Nullable FileChannel current;
  private ByteBuffer kept = ByteBuffer.allocateDirect(0);
  private boolean unsynced;
  private volatile long lastArrival;

  private EventLog(Path folder, long fileSize, Failpoint failpoint) {
    this.folder = folder;
    this.fileSize = fileSize;
    this.failpoint = failpoint;
  }

  /** Opens the log; {@link #recover} comes next. */
  static EventLog open(Path folder, long fileSize, Failpoint failpoint) throws IOException {
    Files.createDirectories(folder);
    EventLog log = new EventLog(folder, fileSize, failpoint);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
          log.lengths.put(
              Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), Files.size(file));
        }
      }
    }
    return log;
  }

  private Path path(long first) {
    return folder.resolve(String.format(Locale.ROOT, "%019d%s", first, SUFFIX));
  }

  /**
   * Walks over the newest file, cuts off what is half there, and tells of every frame in order. The
   * others were whole when it was begun.
   */
  void recover(Consumer<Frame> eachFrame) throws IOException {
    if (lengths.isEmpty()) {
      return;
    }
    long first = lengths.lastKey();
    // Its name tells of those before it, also where it holds nothing.
    lastArrival = first - 1;
    Path path = path(first);
    long size = Files.size(path);
    long at = 0;
    try (LogFile file = LogFile.open(path)) {
      while (at < size) {
        Frame frame = file.read(at, size);
        if (frame != null) {
          lastArrival = Math.max(lastArrival, frame.last());
          eachFrame.accept(frame);
          at = frame.end();
          continue;
        }
        long next = file.findFrame(at + 1, size);
        if (next < 0) {
          LOGGER.log(
              WARNING,
              "{0}: cut off {1} bytes of a frame that was being written when the process ended",
              path,
              size - at);
          break;
        }
        at = next;
      }
    }
    if (at < size) {
      try (FileChannel cut = FileChannel.open(path, StandardOpenOption.WRITE)) {
        cut.truncate(at);
      }
    }
    lengths.put(first, at);
  }

  /** Keeps a copy of what is damaged, and says so. */
  void setAside(LogFile file, long from, long to) throws IOException {
    Path aside =
        Files.createDirectories(folder.resolveSibling("damaged"))
            .resolve(file.path().getFileName() + "-" + from);
    LOGGER.log(
        WARNING,
        "{0} is damaged from byte {1} to {2}; the events there are lost. The bytes are kept in {3}",
        file.path(),
        from,
        to,
        aside);
    ByteBuffer bytes = file.bytes(from, (int) Math.min(to - from, Frame.LONGEST), to);
    if (bytes != null) {
      Path draft = aside.resolveSibling(aside.getFileName() + ".new");
      byte[] damaged = new byte[bytes.remaining()];
      bytes.get(damaged);
      Files.write(draft, damaged);
      Files.move(draft, aside, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Appends one frame. When it returns the frame outlives this process.
   *
   * @throws IOException when it could not be written; nothing of it is there then
   */
  void append(long first, int count, ByteBuffer records) throws IOException {
    FileChannel channel = writable(first);
    long start = channel.position();
    ByteBuffer frame = frame(Frame.HEADER + Frame.PREAMBLE + records.remaining());
    frame.position(Frame.HEADER).putLong(first).putInt(count).put(records.duplicate()).flip();
    int checksum = Frame.checksum(frame.position(Frame.HEADER));
    frame
        .rewind()
        .putInt(Frame.MARK)
        .putInt(frame.limit() - Frame.HEADER)
        .putInt(checksum)
        .rewind();
    try {
      write(channel, frame);
    } catch (IOException | RuntimeException failed) {
      undo(channel, start, failed);
      throw failed;
    }
    synchronized (lock) {
      lengths.put(lengths.lastKey(), channel.position());
      unsynced = true;
    }
    lastArrival = first + count - 1;
  }

  /** An empty one with that much room at least; used over and over, unless it is very large. */
  private ByteBuffer frame(int length) {
    if (length > MOST_KEPT) {
      return ByteBuffer.allocate(length);
    }
    if (kept.capacity() < length) {
      // What a channel writes has to lie outside the heap: else it is copied there first.
      kept = ByteBuffer.allocateDirect(Integer.highestOneBit(length) << 1);
    }
    return kept.clear();
  }

  private void write(FileChannel channel, ByteBuffer frame) throws IOException {
    int whole = frame.limit();
    if (!failpoint.equals(Failpoint.NONE)) {
      writeTo(channel, frame, Frame.HEADER);
      failpoint.reached(Step.FRAME_HEADER_WRITTEN);
      writeTo(channel, frame, whole / 2);
      failpoint.reached(Step.FRAME_HALF_WRITTEN);
    }
    writeTo(channel, frame, whole);
    failpoint.reached(Step.FRAME_WRITTEN);
  }

  private static void writeTo(FileChannel channel, ByteBuffer frame, int limit) throws IOException {
    frame.limit(Math.max(limit, frame.position()));
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  private void undo(FileChannel channel, long start, Exception failed) {
    try {
      channel.truncate(start);
    } catch (IOException stuck) {
      failed.addSuppressed(stuck);
      // What follows goes into another file; the half frame at this one's end is passed over.
      current = null;
    }
  }

  private FileChannel writable(long first) throws IOException {
    FileChannel channel = current;
    if (channel != null && channel.position() < fileSize) {
      return channel;
    }
    if (channel != null) {
      channel.force(false);
      channel.close();
      current = null;
    }
    FileChannel next =
        FileChannel.open(path(first), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    next.position(next.size());
    synchronized (lock) {
      lengths.put(first, next.position());
    }
    current = next;
    failpoint.reached(Step.LOG_FILE_MADE);
    return next;
  }

  /** Makes what was appended outlive the machine. */
  void sync() throws IOException {
    FileChannel channel;
    synchronized (lock) {
      channel = unsynced ? current : null;
      unsynced = false;
    }
    if (channel == null) {
      return;
    }
    try {
      channel.force(false);
    } catch (ClosedChannelException rolled) {
      // Whoever closes one makes it safe before.
      return;
    }
    failpoint.reached(Step.LOG_SYNCED);
  }

  /** The newest arrival number that it holds or held; 0 for none. */
  long lastArrival() {
    return lastArrival;
  }

  /** How many bytes its files have. */
  long size() {
    synchronized (lock) {
      return lengths.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** The first event of the file that holds or precedes that arrival; -1 when there is none. */
  long fileOf(long arrival) {
    synchronized (lock) {
      Long first = lengths.floorKey(arrival);
      return first != null ? first : lengths.isEmpty() ? -1 : lengths.firstKey();
    }
  }

  /** The first event of the file that is written to; -1 when there is none. */
  long newestFile() {
    synchronized (lock) {
      return lengths.isEmpty() ? -1 : lengths.lastKey();
    }
  }

  /** The first event of the file behind that one; -1 when there is none. */
  long fileAfter(long first) {
    synchronized (lock) {
      Long next = lengths.higherKey(first);
      return next == null ? -1 : next;
    }
  }

  /** How far that file is written. */
  long length(long first) {
    synchronized (lock) {
      return lengths.getOrDefault(first, 0L);
    }
  }

  LogFile read(long first) throws IOException {
    return LogFile.open(path(first));
  }

  /** Removes the files that hold nothing behind that arrival. */
  void removeTo(long arrival) throws IOException {
    while (true) {
      long first;
      synchronized (lock) {
        Map.Entry<Long, Long> oldest = lengths.firstEntry();
        Long next = oldest == null ? null : lengths.higherKey(oldest.getKey());
        if (oldest == null || next == null || next > arrival + 1) {
          return;
        }
        first = oldest.getKey();
        lengths.remove(first);
      }
      failpoint.reached(Step.BEFORE_LOG_REMOVAL);
      Files.deleteIfExists(path(first));
      failpoint.reached(Step.AFTER_LOG_REMOVAL);
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel channel = current;
    current = null;
    if (channel != null) {
      channel.force(false);
      channel.close();
    }
  }
}
