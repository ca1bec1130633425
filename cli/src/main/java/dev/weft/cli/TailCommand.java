package dev.weft.cli;

import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.util.List;

/** {@code weft tail}: events as lines, as they come. */
public final class TailCommand implements Command {
  /** For {@link java.util.ServiceLoader}. */
  public TailCommand() {}

  @Override
  public String name() {
    return "tail";
  }

  @Override
  public String summary() {
    return "show events as lines, from files or as they come";
  }

  @Override
  public int run(List<String> arguments, Streams streams) {
    return CommandLines.run(
        name(),
        TailOptions.USAGE,
        arguments,
        streams,
        given -> new Tail(new TailOptions(given), streams).run());
  }
}
