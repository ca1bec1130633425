package dev.weft.cli;

import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.util.List;

/** {@code weft tree}: events as the trees of tasks that they tell of. */
public final class TreeCommand implements Command {
  /** For {@link java.util.ServiceLoader}. */
  public TreeCommand() {}

  @Override
  public String name() {
    return "tree";
  }

  @Override
  public String summary() {
    return "show events as trees of tasks, across processes";
  }

  @Override
  public int run(List<String> arguments, Streams streams) {
    return CommandLines.run(
        name(),
        TreeOptions.USAGE,
        arguments,
        streams,
        given -> new Tree(new TreeOptions(given), streams).run());
  }
}
