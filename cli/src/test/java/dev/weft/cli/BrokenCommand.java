package dev.weft.cli;

import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.util.List;

/** A command whose jar is damaged, as far as others can tell. */
public final class BrokenCommand implements Command {
  /** Fails. */
  public BrokenCommand() {
    throw new IllegalStateException("no such library");
  }

  @Override
  public String name() {
    return "broken";
  }

  @Override
  public String summary() {
    return "never seen";
  }

  @Override
  public int run(List<String> arguments, Streams streams) {
    return FOUND;
  }
}
