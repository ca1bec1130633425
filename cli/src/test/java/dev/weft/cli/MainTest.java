package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
  private final Console console = Console.pipe("");
  private final Main.Weft weft =
      new Main.Weft(List.of(new Echo("check"), new Echo("tail"), new Echo("tree")));

  @Test
  void help_listsAllCommands() {
    assertThat(weft.run(List.of("--help"), console.streams())).isEqualTo(Command.FOUND);
    assertThat(console.out())
        .contains("Usage: weft COMMAND", "  check  says check", "  tree   says");
  }

  @Test
  void nothingTyped_isHelpAndWrongUsage() {
    assertThat(weft.run(List.of(), console.streams())).isEqualTo(Command.USAGE);
    assertThat(console.out()).contains("Commands:");
  }

  @Test
  void command_getsItsArgumentsAndGivesTheStatus() {
    assertThat(weft.run(List.of("tail", "-f", "x"), console.streams())).isEqualTo(7);
    assertThat(console.out()).isEqualTo("tail[-f, x]");
  }

  @Test
  void unknownName_isToldTheNearest() {
    assertThat(weft.run(List.of("chekc"), console.streams())).isEqualTo(Command.USAGE);
    assertThat(console.err())
        .startsWith("weft: no command \"chekc\"; did you mean \"check\"?")
        .contains("There are: check, tail, tree");
  }

  @Test
  void helpOfACommand_isThatCommandsHelp() {
    weft.run(List.of("help", "tree"), console.streams());
    assertThat(console.out()).isEqualTo("tree[--help]");
  }

  @Test
  void installed_findsItsOwn_andSaysWhatIsBroken() {
    List<Command> commands = Commands.installed(console.streams().err());
    assertThat(commands)
        .extracting(Command::name)
        .contains("dump", "load", "mon", "query", "tail", "tree");
    assertThat(console.err())
        .contains("a command could not be loaded and is left out")
        .contains("BrokenCommand");
  }

  private record Echo(String name) implements Command {
    @Override
    public String summary() {
      return "says " + name;
    }

    @Override
    public int run(List<String> arguments, Streams streams) {
      streams.out().print(name + arguments);
      streams.out().flush();
      return 7;
    }
  }
}
