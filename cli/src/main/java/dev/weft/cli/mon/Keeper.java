package dev.weft.cli.mon;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps lines in the file of the hour in which they come, and removes the hours that are too old.
 * Used by one thread at a time.
 */
final class Keeper implements AutoCloseable {
  private static final int MOST_WAITING = 1 << 18;

  private final Path folder;
  private final @Nullable Duration keep;
  private final Clock clock;
  private final Consumer<String> notices;
  private @Nullable HourFile file;
  private long hour = Long.MIN_VALUE;
  private long lines;

  /**
   * Makes one; nothing is written yet.
   *
   * @param keep how old an hour's end may be; null for any age
   * @param notices told what a person should know
   */
  Keeper(Path folder, @Nullable Duration keep, Clock clock, Consumer<String> notices) {
    this.folder = folder;
    this.keep = keep;
    this.clock = clock;
    this.notices = notices;
  }

  /** Makes the folder, and removes what is too old. */
  void open() throws IOException {
    Files.createDirectories(folder);
    removeOld(clock.instant());
  }

  void add(byte[] bytes, int start, int end) throws IOException {
    HourFile open = fileNow();
    open.add(bytes, start, end);
    lines++;
    if (open.waiting() >= MOST_WAITING) {
      open.flush();
    }
  }

  private HourFile fileNow() throws IOException {
    Instant now = clock.instant();
    HourFile open = file;
    if (open != null && Folder.hour(now) == hour) {
      return open;
    }
    close();
    removeOld(now);
    open = HourFile.open(Folder.file(folder, now), notices);
    file = open;
    hour = Folder.hour(now);
    return open;
  }

  private void removeOld(Instant now) throws IOException {
    if (keep == null) {
      return;
    }
    Instant oldest = now.minus(keep);
    for (Path each : Folder.files(folder)) {
      // Files of other names are not ours to remove.
      Instant end = Folder.hourEnd(folder, each).orElse(Instant.MAX);
      if (end.isBefore(oldest)) {
        Files.deleteIfExists(each);
        removeIfEmpty(requireNonNull(each.getParent()));
      }
    }
  }

  private static void removeIfEmpty(Path day) throws IOException {
    try {
      Files.delete(day);
    } catch (DirectoryNotEmptyException | NoSuchFileException stillInUse) {
      // Another hour of the day is kept.
    }
  }

  /** Puts what waits on disk. */
  void flush() throws IOException {
    if (file != null) {
      file.flush();
    }
  }

  /** How many lines were added. */
  long lines() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    HourFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
