package dev.weft.examples;

import dev.weft.event.command.Arguments;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.util.List;

/**
 * {@code weft example}: tells which worked examples there are. An example is built and run by the
 * launcher {@code ./weft}, in a process with libraries of its own, so it never gets here.
 */
public final class ExampleCommand implements Command {
  private static final String HELP =
      """
      Usage: weft example NAME
      Builds a worked example, the first time, and runs it until Ctrl-C. There are:
        hello-web    A web application with health checks, metrics, log levels and the
                     other operations, on http://localhost:8080/api (PORT), and below
                     /api/c2c. Starts a private PostgreSQL and Redis unless told where
                     they are. Tells the collector at zeromq://127.0.0.1:5010 (WEFT_TO).
        -h, --help   Show this help.
      """;

  /** For the service loader. */
  public ExampleCommand() {}

  @Override
  public String name() {
    return "example";
  }

  @Override
  public String summary() {
    return "builds and runs a worked example: hello-web, a web application";
  }

  @Override
  public int run(List<String> arguments, Streams streams) {
    try {
      Arguments given = Arguments.parse(arguments, List.of(), List.of(), 1);
      if (given.help() || arguments.isEmpty()) {
        streams.out().print(HELP);
        return given.help() ? FOUND : USAGE;
      }
      streams
          .err()
          .println("weft example: there is no example " + arguments.get(0) + "; try hello-web");
      return USAGE;
    } catch (IllegalArgumentException wrongUsage) {
      streams.err().println("weft example: " + wrongUsage.getMessage());
      return USAGE;
    }
  }
}
