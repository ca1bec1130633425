package dev.weft.cli.complete;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The scripts, by a real bash. */
class CompletionCommandTest {
  private static final Path BASH = Path.of("/bin/bash");

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
    return bash("-c", line.toString());
  }

  private static List<String> bash(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = BASH.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).as(said).isZero();
    return said.lines().toList();
  }

  @Test
  void bash_readsTheScript_andOffersWhatFits() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(BASH), "no bash here");
    Path file = Files.writeString(folder.resolve("weft.bash"), script("bash"));
    assertThat(bash("-n", file.toString())).isEmpty();
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
        .contains("'*--format[", "(line json ndjson csv md)'")
        .contains("'*:query:_weft_query'")
        .contains("'mon:watch messages and live objects, as contexture'\\''s lcmon does'");
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
