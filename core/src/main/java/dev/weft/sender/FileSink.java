package dev.weft.sender;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Appends batches to one file. Used by one thread at a time. */
final class FileSink implements Sink {
  private final Path path;
  private @Nullable FileChannel file;

  FileSink(Path path) {
    this.path = path;
  }

  @Override
  public void open() throws IOException {
    close();
    try {
      file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    } catch (NoSuchFileException noFolder) {
      throw new IOException("the folder of " + path + " is not there", noFolder);
    }
  }

  @Override
  public Delivery deliver(Batch batch) throws IOException {
    FileChannel open = file;
    if (open == null) {
      return new Delivery.Unavailable(path + " is not open");
    }
    long before = open.size();
    ByteBuffer bytes = ByteBuffer.wrap(batch.bytes(), 0, batch.length());
    try {
      while (bytes.hasRemaining()) {
        open.write(bytes);
      }
    } catch (IOException failed) {
      // A full disk may have taken a part: half a batch given twice would be half a line.
      if (open.isOpen()) {
        open.truncate(before);
      }
      throw failed;
    }
    return Delivery.DELIVERED;
  }

  @Override
  public boolean releasesBatches() {
    return true;
  }

  @Override
  public void flush() throws IOException {
    if (file != null) {
      file.force(false);
    }
  }

  @Override
  public void close() {
    FileChannel open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException lostAlready) {
        // All that was delivered has been written; a close can lose nothing more.
      }
    }
  }
}
