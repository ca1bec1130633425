package dev.weft.cli.complete;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.cli.Commands;
import dev.weft.cli.Tabled;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command as completion sees it. Options are read from its help, which every command has, those
 * of plug-ins too; the values that an option may have are in the table of those that have one.
 *
 * @param name what is typed after {@code weft}
 * @param summary one line
 * @param options in the order of the help
 */
record Described(String name, String summary, List<Option> options) {
  private static final Pattern OPTION =
      Pattern.compile(
          " {2,10}(?:(-\\w)(?:,|  ) ?)?(--[a-z][a-z-]*)?(?:[ =]([A-Z][A-Z/.…]*))?(?: +(.*))?");

  private static final Pattern MORE_OF_A_HELP = Pattern.compile(" {12,}\\S");

  /**
   * An option.
   *
   * @param spellings such as {@code -n} and {@code --lines}
   * @param value what its value is called in the help; empty when it takes none
   * @param help its first sentence
   * @param choices the values it may have, where they are few
   */
  record Option(List<String> spellings, String value, String help, List<String> choices) {}

  /** All commands but those whose help cannot be had. */
  static List<Described> installed(Streams streams) {
    List<Described> all = new ArrayList<>();
    for (Command command : Commands.installed(streams.err())) {
      all.add(of(command));
    }
    return all;
  }

  static Described of(Command command) {
    Map<String, List<String>> choices =
        command instanceof Tabled tabled ? tabled.usage().choices() : Map.of();
    List<Option> options = new ArrayList<>();
    List<String> lines = help(command).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher option = OPTION.matcher(lines.get(i));
      if (isOption(option)) {
        List<String> spellings =
            Stream.of(option.group(1), option.group(2)).filter(Objects::nonNull).toList();
        String longest = spellings.get(spellings.size() - 1);
        String value = option.group(3) == null ? "" : option.group(3);
        String help = firstSentence(option.group(4), lines.subList(i + 1, lines.size()));
        options.add(new Option(spellings, value, help, choices.getOrDefault(longest, List.of())));
      }
    }
    return new Described(command.name(), command.summary(), List.copyOf(options));
  }

  private static boolean isOption(Matcher option) {
    return option.matches() && (option.group(1) != null || option.group(2) != null);
  }

  private static String firstSentence(@Nullable String begun, List<String> below) {
    StringBuilder help = new StringBuilder(begun == null ? "" : begun);
    for (String line : below) {
      if (!MORE_OF_A_HELP.matcher(line).lookingAt()) {
        break;
      }
      help.append(help.isEmpty() ? "" : " ").append(line.strip());
    }
    String whole = help.toString();
    int end = whole.indexOf(". ");
    return end < 0 ? whole : whole.substring(0, end + 1);
  }

  private static String help(Command command) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    command.run(List.of("--help"), new Streams(InputStream.nullInputStream(), out, out, false));
    return said.toString(UTF_8);
  }

  /** All spellings of options that take a value. */
  List<String> valued() {
    return options.stream()
        .filter(option -> !option.value().isEmpty())
        .flatMap(option -> option.spellings().stream())
        .toList();
  }

  /** All spellings. */
  List<String> spellings() {
    return options.stream().flatMap(option -> option.spellings().stream()).toList();
  }

  /** Whether it takes a query, as an operand or by an option. */
  boolean asks() {
    return List.of("query", "errors", "top").contains(name);
  }

  /** Whether what it takes beside options are files. */
  boolean reads() {
    return List.of("tail", "tree", "load", "mon", "dump", "check", "up").contains(name);
  }
}
