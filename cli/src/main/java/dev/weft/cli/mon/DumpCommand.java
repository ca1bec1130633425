package dev.weft.cli.mon;

import dev.weft.cli.CommandLines;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** {@code weft dump}: keeps a stream as one compressed file an hour. */
public final class DumpCommand implements Command {
  private final Map<String, String> environment;
  private final Clock clock;

  /** For {@link java.util.ServiceLoader}. */
  public DumpCommand() {
    this(System.getenv(), Clock.systemUTC());
  }

  DumpCommand(Map<String, String> environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "dump";
  }

  @Override
  public String summary() {
    return "keep a stream as one compressed file an hour";
  }

  @Override
  public int run(List<String> arguments, Streams streams) {
    return CommandLines.run(
        name(),
        DumpOptions.USAGE,
        arguments,
        streams,
        given -> new Dump(new DumpOptions(given, environment), streams, clock).run());
  }
}
