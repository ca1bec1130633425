package dev.weft.daemon.sink;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Files of NDJSON: one write a batch, a new file by time or by size. Called by one thread at a
 * time.
 *
 * <p>A file that a crash left with half a line is mended when it is opened; a write that fails in
 * the middle is taken back, so that a full disk leaves whole lines only, and the batch can be given
 * again.
 */
final class FileSink implements Sink {
  private static final int GATHERED = 256 << 10;

  private final FileSinkSettings settings;
  private final FinishedFiles finished;
  private final Clock clock;
  private @Nullable FileChannel channel;
  private @Nullable Path path;
  private Instant pathUntil = Instant.MIN;
  private Instant began = Instant.MIN;
  private long position;
  private final ByteBuffer gathered;
  private long gatheredSince;

  FileSink(FileSinkSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.finished = new FinishedFiles(settings);
    this.gathered = ByteBuffer.allocate(settings.flushAfter().isZero() ? 0 : GATHERED);
  }

  @Override
  public void open() throws IOException {
    if (channel == null) {
      open(clock.instant());
      finished.tidy(path);
    }
  }

  private FileChannel open(Instant now) throws IOException {
    Path wanted = settings.path().at(now);
    try {
      Path parent = wanted.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      FileChannel opened =
          FileChannel.open(
              wanted, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      position = TornLine.mend(opened, wanted);
      opened.position(position);
      channel = opened;
      path = wanted;
      pathUntil = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      began = position == 0 ? now : Files.getLastModifiedTime(wanted).toInstant();
      return opened;
    } catch (IOException failed) {
      throw new IOException("cannot write " + wanted + ": " + reason(failed), failed);
    }
  }

  private static String reason(IOException failed) {
    if (failed instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failed instanceof FileSystemException inFileSystem && inFileSystem.getReason() != null) {
      return inFileSystem.getReason();
    }
    return failed.getMessage() == null || failed instanceof FileSystemException
        ? failed.toString()
        : failed.getMessage();
  }

  @Override
  public Delivery deliver(Batch batch) throws IOException, InterruptedException {
    if (batch.size() == 0) {
      return Delivery.DELIVERED;
    }
    FileChannel current = rotated(clock.instant(), batch.length());
    try {
      return write(current, batch);
    } catch (ClosedByInterruptException interrupted) {
      channel = null;
      throw new InterruptedException("interrupted while writing " + path);
    } catch (IOException failed) {
      takeBack(current);
      return new Delivery.Unavailable(
          "cannot write " + path + ": " + reason(failed) + cure(failed));
    }
  }

  private static String cure(IOException failed) {
    return String.valueOf(failed.getMessage()).contains("No space left")
        ? "; free some space, or limit what is kept with keep-size"
        : "";
  }

  private Delivery write(FileChannel current, Batch batch) throws IOException {
    if (batch.length() > gathered.remaining()) {
      writeGathered(current);
    }
    if (batch.length() <= gathered.remaining()) {
      gatheredSince = gathered.position() == 0 ? System.nanoTime() : gatheredSince;
      gathered.put(batch.bytes(), 0, batch.length());
      if (System.nanoTime() - gatheredSince >= settings.flushAfter().toNanos()) {
        writeGathered(current);
      }
    } else {
      writeAll(current, ByteBuffer.wrap(batch.bytes(), 0, batch.length()));
    }
    return Delivery.DELIVERED;
  }

  private void writeGathered(FileChannel current) throws IOException {
    if (gathered.position() > 0) {
      writeAll(current, gathered.duplicate().flip());
      gathered.clear();
    }
  }

  private void writeAll(FileChannel current, ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    while (bytes.hasRemaining()) {
      current.write(bytes);
    }
    position += length;
  }

  private void takeBack(FileChannel current) {
    try {
      current.truncate(position);
      current.position(position);
    } catch (IOException notAFile) {
      closeChannel();
    }
  }

  private FileChannel rotated(Instant now, int more) throws IOException {
    FileChannel current = channel;
    if (current == null) {
      return open(now);
    }
    Path old = path;
    if (old != null && now.isAfter(pathUntil)) {
      pathUntil = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      if (!settings.path().at(now).equals(old)) {
        return next(current, now);
      }
    }
    if (old != null && position > 0 && isFull(now, more)) {
      writeGathered(current);
      closeChannel();
      Files.move(old, finished.nextNumber(old));
      return next(current, now);
    }
    return current;
  }

  private boolean isFull(Instant now, int more) {
    Duration every = settings.rotateEvery();
    return (settings.rotateSize() > 0
            && position + gathered.position() + more > settings.rotateSize())
        || (!every.isZero() && now.isAfter(began.plus(every)));
  }

  private FileChannel next(FileChannel current, Instant now) throws IOException {
    if (current.isOpen()) {
      writeGathered(current);
      closeChannel();
    }
    FileChannel opened = open(now);
    finished.tidy(path);
    return opened;
  }

  @Override
  public void flush() throws IOException {
    FileChannel current = channel;
    if (current != null) {
      writeGathered(current);
    }
  }

  private void closeChannel() {
    FileChannel current = channel;
    channel = null;
    if (current != null) {
      try {
        current.close();
      } catch (IOException alreadyWritten) {
        // Every write has been answered for; closing adds nothing to them.
      }
    }
  }

  @Override
  public void close() {
    try {
      flush();
    } catch (IOException lost) {
      System.getLogger(FileSink.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "{0} bytes that were gathered for {1} are lost: {2}",
              gathered.position(),
              path,
              lost.getMessage());
    }
    closeChannel();
    finished.close();
  }
}
