package dev.weft.daemon.command;

import dev.weft.event.flow.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was typed after a command: options with a value ({@code --name value}, {@code
 * --name=value}), flags, and operands. Immutable.
 */
final class Arguments {
  private static final Set<String> HELP = Set.of("-h", "--help");

  private final Map<String, String> values;
  private final Set<String> flags;
  private final List<String> operands;

  private Arguments(Map<String, String> values, Set<String> flags, List<String> operands) {
    this.values = values;
    this.flags = flags;
    this.operands = operands;
  }

  /**
   * Reads them.
   *
   * @param valued options that take a value
   * @param flags options that take none
   * @param maxOperands how many operands there may be
   * @throws IllegalArgumentException for anything else, with the nearest right name
   */
  static Arguments parse(
      List<String> arguments, List<String> valued, List<String> flags, int maxOperands) {
    Arguments parsed = new Arguments(new HashMap<>(), new HashSet<>(), new ArrayList<>());
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (valued.contains(name)) {
        if (equals < 0 && i + 1 == arguments.size()) {
          throw new IllegalArgumentException(name + " needs a value");
        }
        parsed.values.put(name, equals < 0 ? arguments.get(++i) : argument.substring(equals + 1));
      } else if (flags.contains(argument) || HELP.contains(argument)) {
        parsed.flags.add(argument);
      } else if (argument.startsWith("-") && argument.length() > 1) {
        throw new IllegalArgumentException(unknown(argument, valued, flags));
      } else {
        parsed.operands.add(argument);
      }
    }
    if (parsed.operands.size() > maxOperands) {
      throw new IllegalArgumentException(
          "\"" + parsed.operands.get(maxOperands) + "\" is one argument too many");
    }
    return parsed;
  }

  private static String unknown(String argument, List<String> valued, List<String> flags) {
    List<String> known = new ArrayList<>(valued);
    known.addAll(flags);
    known.add("--help");
    return "unknown option "
        + argument
        + Names.nearest(argument, known).map(near -> "; did you mean " + near + "?").orElse("")
        + "; known: "
        + String.join(", ", known);
  }

  boolean help() {
    return HELP.stream().anyMatch(flags::contains);
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  Optional<String> operand() {
    return operands.stream().findFirst();
  }
}
