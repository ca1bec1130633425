package dev.weft.event.command;

import dev.weft.event.flow.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed after a command: options with a value ({@code --name value}, {@code --name=value},
 * {@code -n value}, {@code -nvalue}), options with several ({@code --names value value}), flags
 * ({@code --flag}, {@code -f}, several as {@code -fg}), and operands. What stands behind {@code --}
 * is operands; so is {@code -} alone.
 *
 * <p>Immutable, usable from any thread.
 */
public final class Arguments {
  private static final String HELP = "--help";

  private final Map<String, List<String>> values = new HashMap<>();
  private final Map<String, Integer> flags = new HashMap<>();
  private final List<String> operands = new ArrayList<>();

  private Arguments() {}

  /**
   * Reads them. {@code -h} and {@code --help} are always known.
   *
   * @param valued options that take a value, each as {@code --name}, or as {@code -n --name}
   * @param flags options that take none, written alike
   * @param maxOperands how many operands there may be
   * @throws IllegalArgumentException for anything else, with the nearest right name
   */
  public static Arguments parse(
      List<String> arguments, List<String> valued, List<String> flags, int maxOperands) {
    return parse(arguments, valued, List.of(), flags, maxOperands);
  }

  /**
   * Reads them, where some options take several values, as Python's argparse has it: all arguments
   * up to the next that begins with a hyphen. A value that itself begins with one is written {@code
   * --name=-value}, operands behind them after {@code --}.
   *
   * @param valued options that take a value, each with all its spellings, the long name last:
   *     {@code --name}, {@code -n --name}, {@code -n -N --name}
   * @param several options that take one value or more, written alike
   * @param flags options that take none, written alike
   * @param maxOperands how many operands there may be
   * @throws IllegalArgumentException for anything else, with the nearest right name
   */
  public static Arguments parse(
      List<String> arguments,
      List<String> valued,
      List<String> several,
      List<String> flags,
      int maxOperands) {
    Arguments parsed = new Arguments();
    parsed.read(new ArrayDeque<>(arguments), new Known(valued, several, flags));
    if (parsed.operands.size() > maxOperands) {
      throw new IllegalArgumentException(
          "\"" + parsed.operands.get(maxOperands) + "\" is one argument too many");
    }
    return parsed;
  }

  private void read(Deque<String> left, Known known) {
    while (!left.isEmpty()) {
      String argument = left.remove();
      if (argument.equals("--")) {
        operands.addAll(left);
        return;
      }
      if (hyphened(argument)) {
        readOption(argument, left, known);
      } else {
        operands.add(argument);
      }
    }
  }

  private static boolean hyphened(String argument) {
    return argument.startsWith("-") && argument.length() > 1;
  }

  private void readOption(String argument, Deque<String> left, Known known) {
    boolean brief = !argument.startsWith("--");
    int equals = argument.indexOf('=');
    int nameEnd = brief ? 2 : equals < 0 ? argument.length() : equals;
    String typed = argument.substring(0, nameEnd);
    String rest = argument.substring(nameEnd);
    String name = known.valued.get(typed);
    if (name != null) {
      add(name, value(typed, rest, left));
      return;
    }
    name = known.several.get(typed);
    if (name != null) {
      readSeveral(name, typed, rest, left);
      return;
    }
    String flag = known.flags.get(typed);
    if (flag == null || (rest.startsWith("=") && brief)) {
      throw new IllegalArgumentException(known.unknown(argument));
    }
    if (!brief && !rest.isEmpty()) {
      throw new IllegalArgumentException(typed + " takes no value");
    }
    flags.merge(flag, 1, Integer::sum);
    if (!rest.isEmpty()) {
      left.addFirst("-" + rest);
    }
  }

  private void readSeveral(String name, String typed, String rest, Deque<String> left) {
    String next = left.peek();
    if (rest.isEmpty() && next != null && hyphened(next)) {
      throw new IllegalArgumentException(
          typed + " needs a value; one that begins with a hyphen is written " + typed + "=" + next);
    }
    add(name, value(typed, rest, left));
    while (!left.isEmpty() && !hyphened(left.peek())) {
      add(name, left.remove());
    }
  }

  private void add(String name, String value) {
    values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
  }

  private static String value(String typed, String rest, Deque<String> left) {
    if (!rest.isEmpty()) {
      return rest.startsWith("=") ? rest.substring(1) : rest;
    }
    if (left.isEmpty()) {
      throw new IllegalArgumentException(typed + " needs a value");
    }
    return left.remove();
  }

  /** Whether help was asked for. */
  public boolean help() {
    return has(HELP);
  }

  /** Whether the flag was given; {@code flag} is its long name. */
  public boolean has(String flag) {
    return flags.containsKey(flag);
  }

  /** How many times the flag was given, as {@code -vv} is twice; {@code flag} is its long name. */
  public int times(String flag) {
    return flags.getOrDefault(flag, 0);
  }

  /** The value of the option with that long name, the last if it was given more than once. */
  public Optional<String> value(String name) {
    List<String> all = values(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** All values of the option with that long name, in their order. */
  public List<String> values(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /**
   * The value as a number.
   *
   * @throws IllegalArgumentException when it is none, or less than 0
   */
  public Optional<Integer> count(String name) {
    return value(name)
        .map(text -> {
          if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                name + ": expected a whole number from 0, received \"" + text + "\"");
          }
          return Integer.valueOf(text);
        });
  }

  /** The operands, in their order. */
  public List<String> operands() {
    return List.copyOf(operands);
  }

  /** The first operand. */
  public Optional<String> operand() {
    return operands.stream().findFirst();
  }

  /** The options of a command: each spelling, and the long name that it stands for. */
  private static final class Known {
    private final Map<String, String> valued = new HashMap<>();
    private final Map<String, String> several = new HashMap<>();
    private final Map<String, String> flags = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    Known(List<String> valued, List<String> several, List<String> flags) {
      valued.forEach(spellings -> add(spellings, this.valued));
      several.forEach(spellings -> add(spellings, this.several));
      flags.forEach(spellings -> add(spellings, this.flags));
      add("-h " + HELP, this.flags);
    }

    private void add(String spellings, Map<String, String> to) {
      List<String> all = List.of(spellings.split(" "));
      String name = all.get(all.size() - 1);
      all.forEach(spelling -> to.put(spelling, name));
      names.add(name);
    }

    String unknown(String argument) {
      return "unknown option "
          + argument
          + Names.nearest(argument, names).map(near -> "; did you mean " + near + "?").orElse("")
          + "; known: "
          + String.join(", ", names);
    }
  }
}
