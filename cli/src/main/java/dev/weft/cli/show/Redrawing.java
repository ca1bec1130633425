package dev.weft.cli.show;

import dev.weft.cli.StopSignal;
import dev.weft.cli.ask.Collector;
import dev.weft.cli.ask.Following;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.Map;

/**
 * Draws something anew whenever an event of it arrives: in place on a terminal, one below the other
 * elsewhere. Used by one thread.
 */
abstract class Redrawing {
  private static final String HOME = "\033[H\033[J";
  private static final String FRESH = "\033[2J\033[H";

  private final Collector collector;
  private final String query;
  private final Streams streams;
  private boolean drawn;

  Redrawing(Collector collector, String query, Streams streams) {
    this.collector = collector;
    this.query = query;
    this.streams = streams;
  }

  /** Draws it; false when nothing more will change. */
  abstract boolean draw() throws IOException, InterruptedException;

  void run() throws IOException, InterruptedException {
    Following following =
        new Following(collector, Map.of("q", query, "mode", "full", "from", "now"), streams.err());
    StopSignal signal = new StopSignal(following::stop, streams.err());
    try {
      following.run((event, data) ->
          switch (event) {
            // Drawn once the stream is open, so that no change falls between the two.
            case "hello", "rows" -> redraw();
            default -> true;
          });
    } finally {
      streams.out().flush();
      signal.close();
    }
  }

  private boolean redraw() throws IOException, InterruptedException {
    if (streams.terminal()) {
      streams.out().print(drawn ? HOME : FRESH);
    } else if (drawn) {
      streams.out().println();
    }
    drawn = true;
    boolean goesOn = draw();
    return !streams.out().checkError() && goesOn;
  }
}
