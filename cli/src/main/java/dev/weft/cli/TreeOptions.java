package dev.weft.cli;

import dev.weft.event.command.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of {@code weft tree}. */
public final class TreeOptions {
  private static final int FIELD_LIMIT = 100;
  private static final String HELP =
      """
      Usage: weft tree [OPTION]... [FILE|ID]...
      Shows events as trees of tasks, across threads, processes and languages.
      Order follows from the events' keys, so clocks that disagree and lines in any
      order do no harm; what is missing is drawn as missing.
        FILE|ID               Files to read, - for standard input. And the tree to
                              show: a task's id, the beginning of one, or an event's
                              key. Without: all trees of the files, or the newest of
                              the collector.
        -u, --url URL         Ask this collector; so does an address of its page, and
                              naming no file when nothing is piped in. Default:
                              WEFT_URL, then url in ~/.config/weft/config, then
                              http://127.0.0.1:7410.
            --live            Draw it anew as it grows, until it is over.
        -w, --where QUERY     Only trees that hold an event that matches; they are
                              shown whole.
            --start TIME      Only trees that hold an event, one that matches, at
                              TIME or later: 2026-11-20, 2026-11-20T09:14 (UTC
                              unless it says otherwise), -15m.
            --end TIME        At TIME or earlier; of a day or minute to its end. With
                              --start: between.
            --errors          Unfold only what failed; of the log lines, only errors.
            --depth N         Unfold N levels of tasks.
            --no-events       Without the log lines inside tasks.
            --events          With them; the default.
            --no-runs         Each task on its own, also three or more of one name in
                              a row.
            --runs            Such a run folded into one line; the default.
            --outside         Also the log lines outside every task, after the trees.
        -i, --ignore FIELD    Leave this field out; may be repeated.
        -l, --field-limit N   Cut values of fields after N characters. Default 100;
                              0: never.
            --full            Whole exception traces, and lines as long as they are.
            --width N         Cut lines after N columns. Default: the terminal's;
                              elsewhere never.
            --json            Each tree as one line of JSON.
            --link            Print the address of the page that shows it.
      """
          + LookOptions.HELP
          + """

          Examples:
            weft tree 7c9f2c1e --errors
            weft tree data/events.ndjson
            weft tree data/*.ndjson.gz 7c9f2c1e --errors
            weft tree --start -15m -w level:error data/events.ndjson
            weft tree -w 'level:error "card declined"' data/events.ndjson

          Signs: => how a task ended   in (an hourglass) how long it took
            o (a dotted ring) something is missing   ~ clocks disagree, keys decide
          """;

  /** What the command understands. */
  public static final Usage USAGE =
      Usage.of(
          HELP,
          List.of(
              "-u --url",
              "-w --where",
              "--start",
              "--end",
              "--depth",
              "-i --ignore",
              "-l --field-limit",
              "--width"),
          List.of(
              "--live",
              "--link",
              "--errors",
              "--no-events",
              "--events",
              "--no-runs",
              "--runs",
              "--outside",
              "--full",
              "--json"));

  final List<String> names;
  final String where;
  final String start;
  final String end;
  final boolean errors;
  final @Nullable Integer depth;
  final boolean noEvents;
  final boolean events;
  final boolean noRuns;
  final boolean runs;
  final boolean outside;
  final List<String> ignore;
  final int fieldLimit;
  final boolean full;
  final @Nullable Integer width;
  final boolean json;
  final LookOptions look;

  /** Those that were given. */
  public TreeOptions(Arguments given) {
    this.names = given.operands();
    this.where = given.value("--where").orElse("");
    this.start = given.value("--start").orElse("");
    this.end = given.value("--end").orElse("");
    this.errors = given.has("--errors");
    this.depth = given.count("--depth").orElse(null);
    this.noEvents = given.has("--no-events");
    this.events = given.has("--events");
    this.noRuns = given.has("--no-runs");
    this.runs = given.has("--runs");
    this.outside = given.has("--outside");
    this.ignore = given.values("--ignore");
    this.fieldLimit = given.count("--field-limit").orElse(FIELD_LIMIT);
    this.full = given.has("--full");
    this.width = given.count("--width").orElse(null);
    this.json = given.has("--json");
    this.look = new LookOptions(given);
  }
}
