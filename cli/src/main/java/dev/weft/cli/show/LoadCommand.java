package dev.weft.cli.show;

import dev.weft.cli.LookOptions;
import dev.weft.cli.OptionCommand;
import dev.weft.cli.Usage;
import dev.weft.cli.load.LogFormat;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code weft load}: gives logs of any program to a collector. */
public final class LoadCommand extends OptionCommand {
  private static final String HELP =
      """
      Usage: weft load [OPTION]... [FILE]...
      Reads logs, makes them into events, and gives them to a collector.
        FILE                  Files to read, also gzip; - or none: standard input.
            --format FORM     weft (distlog's and contexture's records too), eliot,
                              journald (journalctl -o json), otlp (traces and logs in
                              JSON), json, logfmt or plain. Default: what the first
                              line of each file looks like.
            --host NAME       The machine, where the log does not say. Default: ?
            --service NAME    The program, where the log does not say. Default: ?
            --print           Print the records instead of sending them.
        -u, --url URL         As in weft query.
      """
          + LookOptions.HELP
          + """

          Records with identity (Weft's, Eliot's tasks, spans, the journal's entries) are
          kept once, however often they are loaded; lines of text are not known again.
          Times without a zone are this machine's, or --tz's.

          Examples:
            weft load old/*.ndjson.gz
            journalctl -o json --since today | weft load
            weft load --service shop shop.log
          """;
  private static final Usage USAGE =
      Usage.of(HELP, List.of("--format", "--host", "--service", "-u --url"), List.of("--print"))
          .with(Map.of("--format", LogFormat.NAMES));

  /** For {@link java.util.ServiceLoader}. */
  public LoadCommand() {
    super("load", "give logs of any program to a collector");
  }

  @Override
  public Usage usage() {
    return USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) throws IOException, InterruptedException {
    return new Load(given, streams).run();
  }
}
