package dev.weft.cli.show;

import dev.weft.cli.OptionCommand;
import dev.weft.cli.Usage;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Streams;
import java.io.IOException;

/** {@code weft query}: asks for events. */
public final class QueryCommand extends OptionCommand {
  /** For {@link java.util.ServiceLoader}. */
  public QueryCommand() {
    super("query", "ask a collector, or files, for events");
  }

  @Override
  public Usage usage() {
    return QueryOptions.USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) throws IOException, InterruptedException {
    return new Finding(new QueryOptions(given), streams).run();
  }
}
