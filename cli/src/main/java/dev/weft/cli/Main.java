package dev.weft.cli;

import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The {@code weft} command. It knows none of its sub-commands: {@link java.util.ServiceLoader}
 * finds them, so that each module brings its own.
 */
public final class Main {
  private static final int OUTPUT_BUFFER = 1 << 16;

  private Main() {}

  /** Runs the sub-command that the first argument names, and exits with its status. */
  public static void main(String[] arguments) {
    Streams streams =
        new Streams(
            new FileInputStream(FileDescriptor.in),
            buffered(FileDescriptor.out),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            Terminal.isTerminal(1));
    int status = new Weft(Commands.installed(streams.err())).run(List.of(arguments), streams);
    streams.out().flush();
    streams.err().flush();
    // Threads of drivers must not keep a finished command alive.
    Runtime.getRuntime().exit(status);
  }

  /** A closed pipe ends in {@link PrintStream#checkError}, never in an exception. */
  private static PrintStream buffered(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), OUTPUT_BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  /** The commands by name, and what is said when none is named. */
  record Weft(List<Command> commands) {
    int run(List<String> arguments, Streams streams) {
      String name = arguments.isEmpty() ? "--help" : arguments.get(0);
      if (name.equals("--help") || name.equals("-h") || name.equals("help")) {
        return help(arguments, streams);
      }
      if (name.equals("--version") || name.equals("-V")) {
        streams.out().println("weft " + version());
        return Command.FOUND;
      }
      for (Command command : commands) {
        if (command.name().equals(name)) {
          return command.run(arguments.subList(1, arguments.size()), streams);
        }
      }
      streams.err().println(Commands.unknown(name, commands));
      return Command.USAGE;
    }

    private int help(List<String> arguments, Streams streams) {
      if (arguments.size() > 1 && arguments.get(0).equals("help")) {
        return run(List.of(arguments.get(1), "--help"), streams);
      }
      streams.out().print(Commands.overview(commands));
      return arguments.isEmpty() ? Command.USAGE : Command.FOUND;
    }

    private static String version() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "(built from source)" : version;
    }
  }
}
