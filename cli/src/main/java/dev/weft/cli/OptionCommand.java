package dev.weft.cli;

import static java.util.Objects.requireNonNull;

import dev.weft.event.command.Arguments;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.List;

/** A command that consists of a name, a table of options, and what it does with them. */
public abstract class OptionCommand implements Command, Tabled {
  private final String name;
  private final String summary;

  /** One of that name. */
  protected OptionCommand(String name, String summary) {
    this.name = requireNonNull(name, "name");
    this.summary = requireNonNull(summary, "summary");
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final int run(List<String> arguments, Streams streams) {
    return CommandLines.run(name, usage(), arguments, streams, given -> run(given, streams));
  }

  /** Runs it; gives the exit status. */
  protected abstract int run(Arguments given, Streams streams)
      throws IOException, InterruptedException;
}
