package dev.weft.lucene;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a store is to be. A setting that is changed gives new settings.
 *
 * <p>Immutable.
 */
final class Settings implements Cloneable {
  private static final int DAYS = 14;

  private final Path folder;
  private Duration keepFor = Duration.ofDays(DAYS);
  private long keepBytes = 20L << 30;
  private long sliceEvents = 4_000_000;
  private long sliceBytes = 1L << 30;
  private Duration commitEvery = Duration.ofSeconds(5);
  private long reserve = 256L << 20;
  private int memory = 48;
  private long logFileBytes = 16L << 20;
  private Clock clock = Clock.systemUTC();
  private Space space = Space.DISK;
  private Failpoint failpoint = Failpoint.NONE;

  private Settings(Path folder) {
    this.folder = requireNonNull(folder, "folder");
  }

  static Settings of(Path folder) {
    return new Settings(folder);
  }

  private Settings with(Consumer<Settings> change) {
    try {
      Settings copy = (Settings) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  Settings keeping(Duration time, long bytes) {
    return with(changed -> {
      changed.keepFor = time;
      changed.keepBytes = bytes;
      // A slice goes as a whole, so it must be small beside all that is kept.
      changed.sliceBytes = Math.max(1 << 20, Math.min(sliceBytes, bytes / 20));
    });
  }

  Settings slices(long events) {
    return with(changed -> changed.sliceEvents = events);
  }

  Settings committing(Duration every) {
    return with(changed -> changed.commitEvery = every);
  }

  Settings memory(int megabytes) {
    return with(changed -> changed.memory = megabytes);
  }

  Settings reserve(long bytes) {
    return with(changed -> changed.reserve = bytes);
  }

  Settings logFiles(long bytes) {
    return with(changed -> changed.logFileBytes = bytes);
  }

  Settings clock(Clock other) {
    return with(changed -> changed.clock = other);
  }

  Settings space(Space other) {
    return with(changed -> changed.space = other);
  }

  Settings failpoint(Failpoint other) {
    return with(changed -> changed.failpoint = other);
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** How long events are kept after they arrived. */
  Duration keepFor() {
    return keepFor;
  }

  /** How much they may take. */
  long keepBytes() {
    return keepBytes;
  }

  /** How many events fill a slice. */
  long sliceEvents() {
    return sliceEvents;
  }

  /** How many bytes of records fill a slice. */
  long sliceBytes() {
    return sliceBytes;
  }

  /** How long events wait in the log, at most, when there is little to do. */
  Duration commitEvery() {
    return commitEvery;
  }

  /** How much room has to stay free on the disk. */
  long reserve() {
    return reserve;
  }

  /** How many MiB of events the index gathers before it writes them. */
  int memory() {
    return memory;
  }

  /** How long a file of the log gets. */
  long logFileBytes() {
    return logFileBytes;
  }

  /** Tells when slices are too old. */
  Clock clock() {
    return clock;
  }

  /** Tells how much room the disk has. */
  Space space() {
    return space;
  }

  /** Where a test ends it. */
  Failpoint failpoint() {
    return failpoint;
  }

  /** How long a slice is filled at most, so that whole ones get old. */
  Duration sliceSpan() {
    Duration tenth = keepFor.dividedBy(10);
    return tenth.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : tenth;
  }

  /** The rule of retention, for a person. */
  String expiry() {
    return duration(keepFor) + " or " + size(keepBytes);
  }

  private static String duration(Duration time) {
    if (time.toDays() > 0 && time.equals(Duration.ofDays(time.toDays()))) {
      return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
    }
    if (time.toHours() > 0 && time.equals(Duration.ofHours(time.toHours()))) {
      return time.toHours() == 1 ? "1 hour" : time.toHours() + " hours";
    }
    return time.toMinutes() > 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
  }

  static String size(long bytes) {
    if (bytes >= 1L << 30) {
      return bytes % (1L << 30) == 0
          ? (bytes >> 30) + " GiB"
          : Math.round(bytes * 10.0 / (1L << 30)) / 10.0 + " GiB";
    }
    return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : bytes + " bytes";
  }
}
