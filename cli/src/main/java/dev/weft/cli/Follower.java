package dev.weft.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows one file as it grows, is cut, or is replaced by another of its name; what was still
 * unread of the replaced one is read first. Used by one thread.
 */
final class Follower implements AutoCloseable {
  private final Path path;
  private final Records records;
  private final Lines lines;
  private final ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
  private @Nullable SeekableByteChannel channel;
  private @Nullable Object identity;

  Follower(String name, Records records) {
    this.path = Path.of(name);
    this.records = records;
    this.lines = new Lines(records::line);
  }

  /** Reads what is new; false when told to stop. */
  boolean poll() throws IOException {
    records.from(path.toString());
    if (channel == null && !open()) {
      return true;
    }
    if (!drain()) {
      return false;
    }
    if (replaced()) {
      // What was written between the last read and the renaming.
      boolean goesOn = drain() && lines.finish();
      close();
      return goesOn && (!open() || drain());
    }
    return true;
  }

  private boolean open() throws IOException {
    try {
      identity = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      channel = Files.newByteChannel(path);
      return true;
    } catch (NoSuchFileException notYetThere) {
      return false;
    }
  }

  private boolean drain() throws IOException {
    SeekableByteChannel open = Objects.requireNonNull(channel);
    if (open.size() < open.position()) {
      open.position(0);
      lines.forget();
    }
    chunk.clear();
    for (int count = open.read(chunk); count > 0; count = open.read(chunk)) {
      if (!lines.add(chunk.array(), count)) {
        return false;
      }
      chunk.clear();
    }
    return true;
  }

  private boolean replaced() throws IOException {
    try {
      Object now = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return !Objects.equals(now, identity);
    } catch (NoSuchFileException betweenTwo) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    SeekableByteChannel open = channel;
    channel = null;
    lines.forget();
    if (open != null) {
      open.close();
    }
  }
}
