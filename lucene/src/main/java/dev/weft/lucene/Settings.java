package dev.weft.lucene;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * How a store is to be.
 *
 * @param folder where it is
 * @param keepFor how long events are kept after they arrived
 * @param keepBytes how much they may take
 * @param sliceEvents how many events fill a slice
 * @param sliceBytes how many bytes of records fill a slice
 * @param commitEvery how long events wait in the log, at most, when there is little to do
 * @param reserve how much room has to stay free on the disk
 * @param memory how many MiB of events the index gathers before it writes them
 * @param logFileBytes how long a file of the log gets
 * @param clock tells when slices are too old
 * @param space tells how much room the disk has
 * @param failpoint where a test ends it
 */
record Settings(
    Path folder,
    Duration keepFor,
    long keepBytes,
    long sliceEvents,
    long sliceBytes,
    Duration commitEvery,
    long reserve,
    int memory,
    long logFileBytes,
    Clock clock,
    Space space,
    Failpoint failpoint) {
  private static final int DAYS = 14;

  static Settings of(Path folder) {
    return new Settings(
        folder,
        Duration.ofDays(DAYS),
        20L << 30,
        4_000_000,
        1L << 30,
        Duration.ofSeconds(5),
        256L << 20,
        48,
        16L << 20,
        Clock.systemUTC(),
        Space.DISK,
        Failpoint.NONE);
  }

  Settings keeping(Duration time, long bytes) {
    // A slice goes as a whole, so it must be small beside all that is kept.
    long slice = Math.max(1 << 20, Math.min(sliceBytes, bytes / 20));
    return new Settings(
        folder,
        time,
        bytes,
        sliceEvents,
        slice,
        commitEvery,
        reserve,
        memory,
        logFileBytes,
        clock,
        space,
        failpoint);
  }

  Settings slices(long events) {
    return new Settings(
        folder,
        keepFor,
        keepBytes,
        events,
        sliceBytes,
        commitEvery,
        reserve,
        memory,
        logFileBytes,
        clock,
        space,
        failpoint);
  }

  Settings committing(Duration every) {
    return new Settings(
        folder,
        keepFor,
        keepBytes,
        sliceEvents,
        sliceBytes,
        every,
        reserve,
        memory,
        logFileBytes,
        clock,
        space,
        failpoint);
  }

  Settings memory(int megabytes) {
    return new Settings(
        folder,
        keepFor,
        keepBytes,
        sliceEvents,
        sliceBytes,
        commitEvery,
        reserve,
        megabytes,
        logFileBytes,
        clock,
        space,
        failpoint);
  }

  Settings reserve(long bytes) {
    return new Settings(
        folder,
        keepFor,
        keepBytes,
        sliceEvents,
        sliceBytes,
        commitEvery,
        bytes,
        memory,
        logFileBytes,
        clock,
        space,
        failpoint);
  }

  Settings logFiles(long bytes) {
    return new Settings(
        folder,
        keepFor,
        keepBytes,
        sliceEvents,
        sliceBytes,
        commitEvery,
        reserve,
        memory,
        bytes,
        clock,
        space,
        failpoint);
  }

  Settings clock(Clock other) {
    return new Settings(
        folder,
        keepFor,
        keepBytes,
        sliceEvents,
        sliceBytes,
        commitEvery,
        reserve,
        memory,
        logFileBytes,
        other,
        space,
        failpoint);
  }

  Settings space(Space other) {
    return new Settings(
        folder,
        keepFor,
        keepBytes,
        sliceEvents,
        sliceBytes,
        commitEvery,
        reserve,
        memory,
        logFileBytes,
        clock,
        other,
        failpoint);
  }

  Settings failpoint(Failpoint other) {
    return new Settings(
        folder,
        keepFor,
        keepBytes,
        sliceEvents,
        sliceBytes,
        commitEvery,
        reserve,
        memory,
        logFileBytes,
        clock,
        space,
        other);
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
