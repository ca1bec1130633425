package dev.weft.cli;

import dev.weft.event.command.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of {@code weft tail}. */
public final class TailOptions {
  private static final String HELP =
      """
      Usage: weft tail [OPTION]... [FILE]...
      Shows events as lines: time, level, who, logger, message, fields, key.
      Reads files of JSON lines (also gzip), standard input, or a collector's stream.
        FILE                  Files to read; - or none: standard input.
        -u, --url URL         Listen to a collector instead: its API, such as
                              http://localhost:7410, or what it publishes, such as
                              zeromq://localhost:5011. http: alone is the collector
                              that the environment or the configuration names.
        -w, --where QUERY     Show only events that match.
        -f, --follow          Go on as the files grow, also when they are rotated or
                              cut.
        -n, --lines N         Only the last N that match; with -f default 10, else
                              all. With -u: end after N.
        -o, --output FIELDS   Only these fields, parted by commas: time, level, host,
                              logger, msg, key, or any of the events' own. Lines
                              have a tab between them.
            --json            JSON lines, unchanged. The default where output is not
                              a terminal.
            --line            Lines for a person, also where output is no terminal.
      """
          + LookOptions.HELP
          + """

          Examples:
            weft tail -f data/events.ndjson
            weft tail -w 'level:>=warn logger:com.acme.*' events.ndjson.gz
            weft tail -u zeromq://localhost:5011 -w 'user:leo timeout'
            some-program | weft tail

          Queries: level:error, level:>=warn, logger:com.acme.*, host:web-*, user:leo,
            order:>5, time:>-15m, task:ID, words, "a phrase", /regex/, AND, OR, -not, ( ).
          Lines that are no records are counted and told at the end, on standard error.
          """;

  /** What the command understands. */
  public static final Usage USAGE =
      Usage.of(
          HELP,
          List.of("-u --url", "-w --where", "-n --lines", "-o --output"),
          List.of("-f --follow", "--json", "--line"));

  final List<String> files;
  final @Nullable String url;
  final String where;
  final boolean follow;
  final @Nullable Integer count;
  final List<String> output;
  final boolean json;
  final boolean line;
  final LookOptions look;

  /** Those that were given. */
  public TailOptions(Arguments given) {
    this.files = given.operands();
    this.url = given.value("--url").orElse(null);
    this.where = given.value("--where").orElse("");
    this.follow = given.has("--follow");
    this.count = given.count("--lines").orElse(null);
    this.output =
        given.values("--output").stream()
            .flatMap(some -> List.of(some.split(",")).stream())
            .toList();
    this.json = given.has("--json");
    this.line = given.has("--line");
    this.look = new LookOptions(given);
  }
}
