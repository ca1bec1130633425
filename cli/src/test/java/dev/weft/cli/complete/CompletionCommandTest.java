package dev.weft.cli.complete;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.cli.Commands;
import dev.weft.cli.Console;
import dev.weft.cli.Tabled;
import dev.weft.cli.Usage;
import dev.weft.event.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, by a real bash and a real zsh. */
class CompletionCommandTest {
  private static final Path BASH = Path.of("/bin/bash");
  private static final Path ZSH = Path.of("/bin/zsh");

  // What zsh's own functions would be given, in their place: those run in an editor's line only.
  private static final String ZSH_SHOWS =
      """
      compdef() { : }
      _describe() { print -l -- "${(@P)4}" }
      _arguments() { print -l -- "$@" }
      source %s
      words=(%s); CURRENT=%d; _weft
      """;

  @TempDir Path folder;

  private static String script(String shell) {
    Console console = Console.pipe("");
    assertThat(console.run(new CompletionCommand(), shell)).isEqualTo(Command.FOUND);
    return console.out();
  }

  /** What bash offers for the last of these words. */
  private List<String> offered(String... words) throws Exception {
    Path file = Files.writeString(folder.resolve("weft.bash"), script("bash"));
    StringBuilder line = new StringBuilder("compopt() { :; }; source " + file + "; COMP_WORDS=(");
    Stream.of(words).forEach(word -> line.append('\'').append(word).append("' "));
    line.append("); COMP_CWORD=").append(words.length - 1);
    line.append("; _weft; printf '%s\\n' \"${COMPREPLY[@]}\"");
    return run(BASH, "-c", line.toString());
  }

  private static List<String> run(Path shell, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = shell.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said.lines().toList();
  }

  @Test
  void bash_readsTheScript_andOffersWhatFits() throws Exception {
    assumeTrue(Files.isExecutable(BASH), "no bash here");
    Path file = Files.writeString(folder.resolve("weft.bash"), script("bash"));
    assertThat(run(BASH, "-n", file.toString())).isEmpty();
    assertThat(offered("weft", "que")).containsExactly("query");
    assertThat(offered("weft", "query", "--si")).containsExactly("--since");
    assertThat(offered("weft", "query", "--format", "")).contains("csv", "md", "ndjson");
    assertThat(offered("weft", "load", "--format", "jo")).containsExactly("journald");
    assertThat(offered("weft", "query", "lev")).containsExactly("level:");
    assertThat(offered("weft", "query", "level", ":", "w")).containsExactly("warn");
    assertThat(offered("weft", "query", "level", ":")).contains("error");
    assertThat(offered("weft", "completion", "")).containsExactly("bash", "zsh");
  }

  @Test
  void zsh_tellsOfEveryCommandAndOption() {
    assertThat(script("zsh"))
        .startsWith("#compdef weft\n")
        .contains("'query:ask a collector, or files, for events'")
        .contains("'*--color[auto, always or never.]:WHEN:")
        .contains("'*--format[", "(line json ndjson csv md)'")
        .contains("'*:query:_weft_query'")
        .contains("'mon:watch messages and live objects, as contexture'\\''s lcmon does'");
  }

  @Test
  void zsh_readsTheScript_andIsToldWhatFits() throws Exception {
    assumeTrue(Files.isExecutable(ZSH), "no zsh here (apt-get install zsh)");
    Path file = Files.writeString(folder.resolve("weft.zsh"), script("zsh"));
    assertThat(run(ZSH, "-f", "-n", file.toString())).isEmpty();
    assertThat(run(ZSH, "-f", "-c", ZSH_SHOWS.formatted(file, "weft qu", 2)))
        .contains("mon:watch messages and live objects, as contexture's lcmon does");
    assertThat(run(ZSH, "-f", "-c", ZSH_SHOWS.formatted(file, "weft query --", 3)))
        .contains("*--tz[Show times in this zone, such as Europe/Zurich.]:ZONE: ")
        .contains("*:query:_weft_query");
  }

  @Test
  void help_tellsOfEveryOptionOfTheTables() {
    for (Command command : Commands.installed(System.err)) {
      if (command instanceof Tabled tabled) {
        Usage usage = tabled.usage();
        List<String> all =
            Stream.of(usage.valued(), usage.several(), usage.flags())
                .flatMap(List::stream)
                .flatMap(spellings -> Stream.of(spellings.split(" ")))
                .toList();
        Described described = Described.of(command);
        assertThat(described.spellings()).as(command.name()).containsAll(all);
        List<String> valued =
            Stream.of(usage.valued(), usage.several())
                .flatMap(List::stream)
                .flatMap(spellings -> Stream.of(spellings.split(" ")))
                .toList();
        assertThat(described.valued())
            .as(command.name())
            .containsExactlyInAnyOrderElementsOf(valued);
        assertThat(usage.help().lines()).as(command.name()).allMatch(line -> line.length() <= 80);
      }
    }
  }

  @Test
  void otherShell_isRefusedWithTheOnesThereAre() {
    Console console = Console.pipe("");
    assertThat(console.run(new CompletionCommand(), "fish")).isEqualTo(Command.USAGE);
    assertThat(console.err()).contains("there is no script for \"fish\"; bash or zsh");
    assertThat(console.run(new CompletionCommand())).isEqualTo(Command.USAGE);
    assertThat(console.err()).contains("which shell? bash or zsh");
  }
}
