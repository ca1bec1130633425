package dev.weft.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code weft tree}. Filled by one thread. */
@Command(
    name = "weft tree",
    sortOptions = false,
    description = {
      "Shows events as trees of tasks, across threads, processes and languages.",
      "Order follows from the events' keys, so clocks that disagree and lines in any order do no"
          + " harm; what is missing is drawn as missing."
    },
    footer = {
      "",
      "Examples:",
      "  weft tree data/events.ndjson",
      "  weft tree data/*.ndjson.gz 7c9f2c1e --errors",
      "  weft tree --start -15m -w level:error data/events.ndjson",
      "  weft tree -w 'level:error \"card declined\"' data/events.ndjson",
      "",
      "Signs: => how a task ended   in (an hourglass) how long it took",
      "  o (a dotted ring) something is missing   ~ clocks disagree, keys decide"
    })
final class TreeOptions {
  @Parameters(
      paramLabel = "FILE|ID",
      description =
          "Files to read; - or none: standard input. And the tree to show: a task's id, the"
              + " beginning of one, or an event's key. Without: all trees.")
  List<String> names = new ArrayList<>();

  @Option(
      names = {"-w", "--where"},
      paramLabel = "QUERY",
      description = "Only trees that hold an event that matches; they are shown whole.")
  String where = "";

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "Only trees that hold an event, one that matches, at TIME or later: 2026-11-20,"
              + " 2026-11-20T09:14 (UTC unless it says otherwise), -15m.")
  String start = "";

  @Option(
      names = "--end",
      paramLabel = "TIME",
      description = "At TIME or earlier; of a day or minute to its end. With --start: between.")
  String end = "";

  @Option(
      names = "--errors",
      description = "Unfold only what failed; of the log lines, only errors.")
  boolean errors;

  @Option(names = "--depth", paramLabel = "N", description = "Unfold N levels of tasks.")
  @Nullable Integer depth;

  @Option(names = "--no-events", description = "Without the log lines inside tasks.")
  boolean noEvents;

  @Option(names = "--events", description = "With them; the default.")
  boolean events;

  @Option(
      names = "--no-runs",
      description = "Each task on its own, also three or more of one name in a row.")
  boolean noRuns;

  @Option(names = "--runs", description = "Such a run folded into one line; the default.")
  boolean runs;

  @Option(
      names = "--outside",
      description = "Also the log lines outside every task, after the trees.")
  boolean outside;

  @Option(
      names = {"-i", "--ignore"},
      paramLabel = "FIELD",
      description = "Leave this field out; may be repeated.")
  List<String> ignore = new ArrayList<>();

  @Option(
      names = {"-l", "--field-limit"},
      paramLabel = "N",
      defaultValue = "100",
      description = "Cut values of fields after N characters. Default 100; 0: never.")
  int fieldLimit = 100;

  @Option(names = "--full", description = "Whole exception traces, and lines as long as they are.")
  boolean full;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Cut lines after N columns. Default: the terminal's; elsewhere never.")
  @Nullable Integer width;

  @Option(names = "--json", description = "Each tree as one line of JSON.")
  boolean json;

  @Mixin LookOptions look = new LookOptions();
}
