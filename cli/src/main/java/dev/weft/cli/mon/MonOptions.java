package dev.weft.cli.mon;

import dev.weft.cli.LookOptions;
import dev.weft.cli.TimeOption;
import dev.weft.cli.Usage;
import dev.weft.event.command.Arguments;
import dev.weft.event.query.Query;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The options of {@code weft mon}. Immutable. */
final class MonOptions {
  private static final String HELP =
      """
      Usage: weft mon [OPTION]... [-s [FILE|FOLDER]...]
      Shows the messages of a stream, or with -c the objects that they tell of, as
      JSON, one a line. Takes the options of contexture's lcmon.

      Where from:
      """
          + StreamOptions.HELP
          + """
            -s, --stdin           Read what was recorded: standard input, or files and
                                  folders, in order; gzip or not; -v's output, lines of
                                  records, or what weft dump keeps.
            -f, --follow          Go on as messages come; the default.
            -F, --no-follow       End once nothing has come for two seconds.

          What of it:
            -w, --where QUERY     Only messages that match; with -c only objects.
                --since TIME      Only messages made at TIME or later: 2026-11-20,
                                  2026-11-20T09:14 (UTC unless it says otherwise), -15m.
            -n, --count N         End after N were printed, or with --stats counted.
                --max N/s         Print no more than N a second; the others are counted.
            -c, --collate         Objects instead of messages: each when it has finished.
                                  -cc: at each change.

          How it looks:
            -k, --keys KEY...     Only these keys, wherever they are, in this order: of
                                  each the value that lies shallowest, *KEY for all.
                                  One value stands alone, several and none in an array.
                --always-list     One value stands in an array too.
            -t, --trim KEY...     Without these keys, wherever they are.
            -z, --drop-empty      Without null, "", [] and {}, and what holds nothing
                                  else; a message of which nothing is left is not
                                  printed. -zz: without 0 and false too.
            -o, --output FIELDS   Only these fields of each record, parted by commas:
                                  time, level, host, logger, msg, key, rkey, or any of
                                  the records' own.
            -v, --verbose         With routing key and headers: {"object", "headers",
                                  "rkey"}; with -c also id, start, end, elapsed, and
                                  partial where messages were missed. -vv with -c: the
                                  messages too.
            -p, --pretty          On several lines, coloured, an empty line after each.
            -T, --line            As lines for a person: time, level, who, words, fields.
                                  With -o: a tab between the fields.
                --full            -p and -T show long texts whole, not 2000 characters.
                --stats           Count instead of printing, and tell at the end.
                --compat          As lcmon does it, to the byte: a blank after colons
                                  and commas, an empty line after each message, and its
                                  rules for -c, -k, -t and -z. See docs/read.md.
          """
          + LookOptions.HELP
          + """

          -r, -a, -k and -t take all that follows up to the next option; before a file's
          name write --, as in: weft mon -s -k elapsed -- messages.json

          Examples:
            weft mon -r 'shop.#' -a env=prod -k '*elapsed' status -z
            weft mon -v > messages.json
            weft mon -s -c -p < messages.json
            weft mon -s --since -1h -w 'level:error' -T dump/

          The banner and the summary go to standard error.
          Exit status: 0 printed, 1 nothing to print, 2 wrong usage or query, 3 no
          connection.
          """;
  static final Usage USAGE =
      Usage.of(
          HELP,
          Stream.concat(
                  StreamOptions.VALUED.stream(),
                  Stream.of("-w --where", "--since", "-n --count", "--max", "-o --output"))
              .toList(),
          Stream.concat(StreamOptions.SEVERAL.stream(), Stream.of("-k --keys", "-t --trim"))
              .toList(),
          List.of(
              "-s --stdin",
              "-f --follow",
              "-F --no-follow",
              "-c --collate",
              "--always-list",
              "-z --drop-empty",
              "-v --verbose",
              "-p --pretty",
              "-T --line",
              "--full",
              "--stats",
              "--compat"));

  final StreamOptions stream;
  final boolean recorded;
  final List<String> files;
  final boolean follow;
  final Query where;
  final @Nullable Query since;
  final long count;
  final int mostPerSecond;
  final int collate;
  final List<String> keys;
  final boolean alwaysList;
  final List<String> trim;
  final int dropEmpty;
  final List<String> output;
  final int verbose;
  final boolean pretty;
  final boolean line;
  final boolean full;
  final boolean stats;
  final boolean compat;
  final LookOptions look;

  MonOptions(Arguments given, Map<String, String> environment) {
    this.stream = new StreamOptions(given, environment);
    this.recorded = given.has("--stdin");
    this.files = given.operands();
    this.follow = !given.has("--no-follow");
    this.where = given.value("--where").map(Query::parse).orElse(Query.ALL);
    this.since =
        given.value("--since").map(time -> TimeOption.query("--since", ">=", time)).orElse(null);
    this.count = given.count("--count").map(Integer::longValue).orElse(Long.MAX_VALUE);
    this.mostPerSecond = given.value("--max").map(MonOptions::rate).orElse(0);
    this.collate = given.times("--collate");
    this.keys = given.values("--keys");
    this.alwaysList = given.has("--always-list");
    this.trim = given.values("--trim");
    this.dropEmpty = given.times("--drop-empty");
    this.output =
        given.values("--output").stream()
            .flatMap(some -> Stream.of(some.split(",")))
            .filter(name -> !name.isEmpty())
            .toList();
    this.verbose = given.times("--verbose");
    this.pretty = given.has("--pretty");
    this.line = given.has("--line");
    this.full = given.has("--full");
    this.stats = given.has("--stats");
    this.compat = given.has("--compat");
    this.look = new LookOptions(given);
    check(given);
  }

  private static int rate(String text) {
    String number = text.endsWith("/s") ? text.substring(0, text.length() - 2) : text;
    if (!number.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          "--max " + text + ": expected how many a second at most, such as 50/s");
    }
    return Integer.parseInt(number);
  }

  private void check(Arguments given) {
    if (!recorded && !files.isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + files.get(0) + "\": files are read with -s, as in weft mon -s " + files.get(0));
    }
    if (given.has("--follow") && given.has("--no-follow")) {
      throw new IllegalArgumentException("-f and -F exclude each other; leave one out");
    }
    if (given.has("--follow") && recorded && !files.isEmpty()) {
      throw new IllegalArgumentException(
          "-f with files: they are read to their ends; weft tail -f FILE follows one that grows");
    }
    if (line || !output.isEmpty()) {
      String one = line ? "-T" : "-o";
      refuse(one, "-k", !keys.isEmpty());
      refuse(one, "-v", verbose > 0);
      refuse(one, "-p", pretty);
      refuse(one, "--compat", compat);
    }
  }

  private static void refuse(String one, String other, boolean both) {
    if (both) {
      throw new IllegalArgumentException(
          one + " and " + other + " exclude each other; leave one out");
    }
  }
}
