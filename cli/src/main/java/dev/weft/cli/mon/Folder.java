package dev.weft.cli.mon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that {@code weft dump} keeps: {@code YYYYMMDD/HH.gz}, days and hours in UTC, and beside
 * them files that had to be put aside, {@code HH-1.gz}.
 */
final class Folder {
  private static final Pattern HOUR_FILE =
      Pattern.compile("(\\d{8})/([01]\\d|2[0-3])(?:-\\d+)?\\.gz");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final long HOUR_SECONDS = 3600;

  private Folder() {}

  /** The file of the hour that {@code time} is in. */
  static Path file(Path folder, Instant time) {
    var there = time.atOffset(ZoneOffset.UTC);
    String hour = there.getHour() < 10 ? "0" + there.getHour() : "" + there.getHour();
    return folder.resolve(DAY.format(there)).resolve(hour + ".gz");
  }

  /** The number of the hour that {@code time} is in, counted from 1970. */
  static long hour(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), HOUR_SECONDS);
  }

  /** When the hour of a file ends; empty for a file that is not of this form. */
  static Optional<Instant> hourEnd(Path folder, Path file) {
    Matcher name = HOUR_FILE.matcher(folder.relativize(file).toString().replace('\\', '/'));
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(name.group(1), DAY);
      return Optional.of(
          day.atTime(Integer.parseInt(name.group(2)), 0).plusHours(1).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException noDay) {
      return Optional.empty();
    }
  }

  /** All its files in order, hidden ones left out, also those that are named otherwise. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !hidden(folder.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean hidden(Path file) {
    for (Path name : file) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
