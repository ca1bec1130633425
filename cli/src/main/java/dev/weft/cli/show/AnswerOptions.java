package dev.weft.cli.show;

import dev.weft.cli.LookOptions;
import dev.weft.cli.Usage;
import dev.weft.cli.ask.AskOptions;
import dev.weft.event.command.Arguments;
import java.util.List;
import java.util.stream.Stream;

/** The options that all commands with one answer have: who is asked, how it looks, as what. */
final class AnswerOptions {
  /** Their part of a command's help. */
  static final String HELP =
      """
            --json            The answer as the API gives it.
            --link            Print the address of the page that shows this.
      """
          + AskOptions.HELP
          + LookOptions.HELP;

  final boolean json;
  final boolean link;
  final AskOptions ask;
  final LookOptions look;

  AnswerOptions(Arguments given) {
    this.json = given.has("--json");
    this.link = given.has("--link");
    this.ask = new AskOptions(given);
    this.look = new LookOptions(given);
  }

  /** A command that has these and some of its own. */
  static Usage usage(String help, List<String> valued, List<String> flags) {
    return Usage.of(
        help,
        Stream.concat(valued.stream(), AskOptions.VALUED.stream()).toList(),
        AskOptions.SEVERAL,
        Stream.concat(flags.stream(), Stream.of("--json", "--link")).toList());
  }

  /** The one operand that a command needs. */
  static String operand(Arguments given, String what) {
    if (given.operands().size() != 1) {
      throw new IllegalArgumentException(
          given.operands().isEmpty()
              ? "which one? " + what
              : "\"" + given.operands().get(1) + "\" is one argument too many; " + what);
    }
    return given.operands().get(0);
  }
}
