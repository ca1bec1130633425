package dev.weft.cli;

import dev.weft.event.command.Command;
import dev.weft.event.flow.Names;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the sub-commands and tells of them. */
public final class Commands {
  /** A loader that fails again and again at one place would never end. */
  private static final int MOST_BROKEN = 100;

  private Commands() {}

  /** All that are on the class path, by name; what cannot be loaded is said, and left out. */
  public static List<Command> installed(PrintStream err) {
    List<Command> commands = new ArrayList<>();
    Iterator<Command> found = ServiceLoader.load(Command.class).iterator();
    for (int broken = 0; broken < MOST_BROKEN; ) {
      try {
        if (!found.hasNext()) {
          break;
        }
        commands.add(found.next());
      } catch (ServiceConfigurationError | LinkageError unusable) {
        broken++;
        err.println("weft: a command could not be loaded and is left out: " + unusable);
      }
    }
    commands.sort(Comparator.comparing(Command::name));
    return commands;
  }

  static String overview(List<Command> commands) {
    StringBuilder text =
        new StringBuilder(
            """
            Usage: weft COMMAND [OPTION…]

            Shows what a distributed program is doing: one tree of tasks and log lines.

            Commands:
            """);
    int width = commands.stream().mapToInt(command -> command.name().length()).max().orElse(0);
    for (Command command : commands) {
      text.append("  ").append(command.name());
      text.append(" ".repeat(width - command.name().length() + 2));
      text.append(command.summary()).append('\n');
    }
    text.append(
        """

        "weft COMMAND --help" tells about one command.
        Exit status: 0 found, 1 nothing found, 2 wrong usage or query, 3 no connection.
        """);
    return text.toString();
  }

  static String unknown(String name, List<Command> commands) {
    List<String> names = commands.stream().map(Command::name).toList();
    return "weft: no command \""
        + name
        + "\""
        + Names.nearest(name, names).map(near -> "; did you mean \"" + near + "\"?").orElse("")
        + "\nThere are: "
        + String.join(", ", names)
        + ". \"weft --help\" tells about them.";
  }
}
