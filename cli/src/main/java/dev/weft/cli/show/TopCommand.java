package dev.weft.cli.show;

import dev.weft.cli.LookOptions;
import dev.weft.cli.OptionCommand;
import dev.weft.cli.Usage;
import dev.weft.cli.ask.AskOptions;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.List;

/** {@code weft top}: what is busy now. */
public final class TopCommand extends OptionCommand {
  private static final String HELP =
      """
      Usage: weft top [OPTION]... [QUERY]
      Shows how many events and errors come from which process, logger and pattern,
      and what was lost: redrawn in place on a terminal, a line each time elsewhere.
        QUERY                 Only events that match.
            --every SECONDS   How often; rates are of that long. Default 2.
        -n, --lines N         End after N times. Default: never.
            --json            A line of JSON each time.
        -u, --url URL         As in weft query.
      """
          + LookOptions.HELP
          + """

          Keys: 1 by rate, 2 by errors, 3 by what was lost, 4 by name; space pauses, q
          quits.
          """;
  private static final Usage USAGE =
      Usage.of(HELP, List.of("--every", "-n --lines", "-u --url"), List.of("--json"));
  private static final int USUAL_SECONDS = 2;

  /** For {@link java.util.ServiceLoader}. */
  public TopCommand() {
    super("top", "show what is busy, fails and loses, as it happens");
  }

  @Override
  public Usage usage() {
    return USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) throws IOException, InterruptedException {
    int every = Math.max(1, given.count("--every").orElse(USUAL_SECONDS));
    return new Top(
            new AskOptions(given).collector(),
            String.join(" ", given.operands()),
            every,
            given.count("--lines").orElse(0),
            given.has("--json"),
            new LookOptions(given),
            streams)
        .run();
  }
}
