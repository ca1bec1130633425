package dev.weft.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code weft tail}. Filled by one thread. */
@Command(
    name = "weft tail",
    sortOptions = false,
    description = {
      "Shows events as lines: time, level, who, logger, message, fields, key.",
      "Reads files of JSON lines (also gzip), standard input, or a collector's stream."
    },
    footer = {
      "",
      "Examples:",
      "  weft tail -f data/events.ndjson",
      "  weft tail -w 'level:>=warn logger:com.acme.*' events.ndjson.gz",
      "  weft tail -u zeromq://localhost:5011 -w 'user:leo timeout'",
      "  some-program | weft tail",
      "",
      "Queries: level:error, level:>=warn, logger:com.acme.*, host:web-*, user:leo,",
      "  order:>5, time:>-15m, task:ID, words, \"a phrase\", /regex/, AND, OR, -not, ( ).",
      "Lines that are no records are counted and told at the end, on standard error."
    })
final class TailOptions {
  @Parameters(paramLabel = "FILE", description = "Files to read; - or none: standard input.")
  List<String> files = new ArrayList<>();

  @Option(
      names = {"-u", "--url"},
      paramLabel = "URL",
      description = "Listen to a collector instead, such as zeromq://localhost:5011.")
  @Nullable String url;

  @Option(
      names = {"-w", "--where"},
      paramLabel = "QUERY",
      description = "Show only events that match.")
  String where = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as the files grow, also when they are rotated or cut.")
  boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description =
          "Only the last N that match; with -f default 10, else all. With -u: end after N.")
  @Nullable Integer count;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FIELDS",
      split = ",",
      description =
          "Only these fields, parted by commas: time, level, host, logger, msg, key, or any of the"
              + " events' own. Lines have a tab between them.")
  List<String> output = new ArrayList<>();

  @Option(
      names = "--json",
      description = "JSON lines, unchanged. The default where output is not a terminal.")
  boolean json;

  @Option(names = "--line", description = "Lines for a person, also where output is no terminal.")
  boolean line;

  @Mixin LookOptions look = new LookOptions();
}
