package dev.weft.cli.show;

import dev.weft.cli.LookOptions;
import dev.weft.cli.Usage;
import dev.weft.cli.ask.AskOptions;
import dev.weft.event.command.Arguments;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The options of {@code weft query}. */
final class QueryOptions {
  private static final String HELP =
      """
      Usage: weft query [OPTION]... [QUERY]
      Asks a collector, or files, for events. Without a query: the newest ones.
        QUERY                 What they are like. Several words are one query; quote
                              it, since the shell would take |, *, ( and > first.
            --since TIME      At TIME or later: 2026-11-20, 2026-11-20T09:14, -15m.
            --until TIME      Before TIME.
        -n, --lines N         The newest N, in order of time. Default 200; 0: all.
        -o, --output FIELDS   Only these fields, parted by commas, named as in a
                              query: time, level, host, logger, msg, order.
            --format FORM     line, json, ndjson, csv or md. Default: line on a
                              terminal, elsewhere ndjson.
        -C, --context N       With the N events before and after each.
            --scope WHAT      Whose context: task, tree, thread, process, host or
                              all. Default: task.
        -f, --follow          Go on with what comes; also after the connection was
                              lost, without a hole.
            --count           Only how many there are.
            --link            Print the address of the page that shows this.
            --json            As --format json.
      """
          + AskOptions.HELP
          + LookOptions.HELP
          + """

          Examples:
            weft query 'level:error "timeout"' --since -15m -n 2 -C 1
            weft query 'logger:com.acme.* | count by host,level'
            weft query 'in{level:error "card declined"} | trees'
            weft query -o time,order,msg --format csv 'order:>48000'
            weft query 'level:error' --local data/*.ndjson.gz

          Stages: count [by f,...], top N f, hist 1m [by f], stats p95(duration) [by f],
            fields f,..., sort f [desc], limit N, trees, objects, errors, patterns.
          Exit status: 0 found, 1 nothing found, 2 wrong query, 3 no connection.
          """;
  static final Usage USAGE =
      Usage.of(
              HELP,
              Stream.concat(
                      Stream.of(
                          "--since",
                          "--until",
                          "-n --lines",
                          "-o --output",
                          "--format",
                          "-C --context",
                          "--scope"),
                      AskOptions.VALUED.stream())
                  .toList(),
              AskOptions.SEVERAL,
              List.of("-f --follow", "--count", "--link", "--json"))
          .with(Map.of("--format", Shape.NAMES, "--scope", Context.SCOPES));

  private static final int USUAL = 200;

  final String query;
  final Map<String, String> selection;
  final int lines;
  final List<String> output;
  final @Nullable String format;
  final boolean json;
  final int context;
  final String scope;
  final boolean follow;
  final boolean count;
  final boolean link;
  final boolean limited;
  final AskOptions ask;
  final LookOptions look;

  QueryOptions(Arguments given) {
    this.query = String.join(" ", given.operands());
    this.look = new LookOptions(given);
    this.selection = Questions.selection(query, given, look);
    this.lines = given.count("--lines").orElse(USUAL);
    this.limited = given.value("--lines").isPresent();
    this.output =
        given.values("--output").stream()
            .flatMap(some -> List.of(some.split(",")).stream())
            .toList();
    this.format = given.value("--format").orElse(null);
    this.json = given.has("--json");
    this.context = given.count("--context").orElse(0);
    this.scope = given.value("--scope").orElse("task");
    this.follow = given.has("--follow");
    this.count = given.has("--count");
    this.link = given.has("--link");
    this.ask = new AskOptions(given);
    if (context > 0 && !output.isEmpty()) {
      throw new IllegalArgumentException("-C shows whole lines; leave -o out");
    }
  }
}
