package dev.weft.cli.mon;

import dev.weft.cli.CommandLines;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.util.List;
import java.util.Map;

/** {@code weft mon}: the messages of a stream, or the objects that they tell of. */
public final class MonCommand implements Command {
  private final Map<String, String> environment;

  /** For {@link java.util.ServiceLoader}. */
  public MonCommand() {
    this(System.getenv());
  }

  MonCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String name() {
    return "mon";
  }

  @Override
  public String summary() {
    return "watch messages and live objects, as contexture's lcmon does";
  }

  @Override
  public int run(List<String> arguments, Streams streams) {
    return CommandLines.run(
        name(),
        MonOptions.USAGE,
        arguments,
        streams,
        given -> new Mon(new MonOptions(given, environment), streams).run());
  }
}
