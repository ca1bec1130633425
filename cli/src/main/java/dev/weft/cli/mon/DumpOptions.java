package dev.weft.cli.mon;

import dev.weft.cli.Usage;
import dev.weft.event.command.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The options of {@code weft dump}. Immutable. */
final class DumpOptions {
  private static final Pattern AGE = Pattern.compile("([1-9]\\d{0,5})([hdw])");
  private static final String HELP =
      """
      Usage: weft dump [OPTION]... FOLDER
      Keeps a stream as lines of JSON in FOLDER/YYYYMMDD/HH.gz, one compressed file an
      hour, days and hours in UTC, by when a message came. Reads standard input, or
      with -u or -H a stream, until that ends or Ctrl-C. What is there already is
      added to. Every two seconds all is on disk, whole, also if the program is
      killed then.
      """
          + StreamOptions.HELP
          + """
              --keep AGE        Remove hours older than that, such as 36h, 14d or 8w.
                                Default: keep all.
          -h, --help            Show this help.

            -r and -a take all that follows up to the next option; before FOLDER write --.

            Examples:
              weft mon -v -r 'shop.#' | weft dump data/dump
              weft dump -u amqp://guest:guest@localhost:5672/%2F --keep 14d data/dump
              weft mon -s --since -1h -c -- data/dump
              weft tree data/dump/20261124/09.gz
          """;
  static final Usage USAGE =
      new Usage(
          HELP,
          Stream.concat(StreamOptions.VALUED.stream(), Stream.of("--keep")).toList(),
          StreamOptions.SEVERAL,
          List.of(),
          Map.of());

  final StreamOptions stream;
  final Path folder;
  final @Nullable Duration keep;

  DumpOptions(Arguments given, Map<String, String> environment) {
    this.stream = new StreamOptions(given, environment);
    this.keep = given.value("--keep").map(DumpOptions::age).orElse(null);
    if (given.operands().size() != 1) {
      throw new IllegalArgumentException(
          given.operands().isEmpty()
              ? "which folder? As in weft dump data/dump"
              : "\"" + given.operands().get(1) + "\" is one folder too many");
    }
    this.folder = Path.of(given.operands().get(0));
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + " is a file; name a folder");
    }
    if (stream.interest.queue() != null && !stream.named) {
      throw new IllegalArgumentException("-q is a queue of which server? Name it by -u or -H");
    }
  }

  private static Duration age(String text) {
    Matcher age = AGE.matcher(text);
    if (!age.matches()) {
      throw new IllegalArgumentException(
          "--keep " + text + ": expected an age such as 36h, 14d or 8w");
    }
    long number = Long.parseLong(age.group(1));
    return switch (age.group(2)) {
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(number * 7);
    };
  }
}
