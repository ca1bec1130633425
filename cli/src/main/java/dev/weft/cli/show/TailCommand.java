package dev.weft.cli.show;

import dev.weft.cli.LookOptions;
import dev.weft.cli.OptionCommand;
import dev.weft.cli.Tail;
import dev.weft.cli.TailOptions;
import dev.weft.cli.Usage;
import dev.weft.cli.ask.Collector;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.List;

/** {@code weft tail}: events as lines, as they come. */
public final class TailCommand extends OptionCommand {
  /** For {@link java.util.ServiceLoader}. */
  public TailCommand() {
    super("tail", "show events as lines, from files or as they come");
  }

  @Override
  public Usage usage() {
    return TailOptions.USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) throws IOException, InterruptedException {
    String url = given.value("--url").orElse("");
    return url.startsWith("http:") || url.startsWith("https:")
        ? listen(url, given, streams)
        : new Tail(new TailOptions(given), streams).run();
  }

  private static int listen(String url, Arguments given, Streams streams)
      throws IOException, InterruptedException {
    if (!given.operands().isEmpty()) {
      throw new IllegalArgumentException("-u and files exclude each other; leave one out");
    }
    LookOptions look = new LookOptions(given);
    Collector collector = Collector.named(url.matches("https?:/*") ? null : url);
    List<String> columns =
        given.values("--output").stream()
            .flatMap(some -> List.of(some.split(",")).stream())
            .toList();
    boolean lines = !given.has("--json") && (given.has("--line") || streams.terminal());
    RowPrinter printer =
        new RowPrinter(
            lines ? Shape.LINE : Shape.NDJSON, columns, look, streams.terminal(), streams.out());
    streams.err().println("listening to " + collector.name() + "; Ctrl-C ends");
    return new Follow(
            collector,
            Questions.selection(given.value("--where").orElse(""), given, look),
            columns,
            printer,
            streams)
        .until(given.count("--lines").orElse(null))
        .run(0);
  }
}
