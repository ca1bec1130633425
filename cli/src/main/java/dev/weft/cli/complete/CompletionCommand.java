package dev.weft.cli.complete;

import dev.weft.cli.LookOptions;
import dev.weft.cli.OptionCommand;
import dev.weft.cli.Usage;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.util.List;

/** {@code weft completion}: a script that completes what is typed after {@code weft}. */
public final class CompletionCommand extends OptionCommand {
  private static final String HELP =
      """
      Usage: weft completion bash|zsh
      Prints a script by which the shell completes commands, options, their values,
      and the fields of queries. It holds all commands that are installed now.

      In ~/.bashrc:  source <(weft completion bash)
      In ~/.zshrc:   source <(weft completion zsh)    behind compinit

      """
          + LookOptions.HELP;
  private static final Usage USAGE = Usage.of(HELP, List.of(), List.of());

  /** For {@link java.util.ServiceLoader}. */
  public CompletionCommand() {
    super("completion", "print a script that completes commands in bash or zsh");
  }

  @Override
  public Usage usage() {
    return USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) {
    String shell = given.operand().orElse("");
    List<Described> commands = Described.installed(streams);
    switch (shell) {
      case "bash" -> streams.out().print(BashScript.of(commands));
      case "zsh" -> streams.out().print(ZshScript.of(commands));
      default ->
          throw new IllegalArgumentException(
              (shell.isEmpty() ? "which shell?" : "there is no script for \"" + shell + "\";")
                  + " bash or zsh");
    }
    streams.out().flush();
    return Command.FOUND;
  }
}
