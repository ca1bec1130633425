package dev.weft.daemon.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.testkit.Records;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
  // A JVM of its own has to start, on a machine that may be busy.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Runs the command in a JVM of its own, as the launcher does. */
  static final class Launcher {
    public static void main(String[] arguments) {
      Streams streams = new Streams(System.in, System.out, System.err, false);
      System.exit(new UpCommand().run(List.of(arguments), streams));
    }
  }

  @Test
  void up_onSigterm_deliversWhatIsThere_printsTheCounters_andEndsWithZero() throws Exception {
    Path config = config("127.0.0.1:0");
    Files.write(folder.resolve("app.log"), Records.numbered(0, 100));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      Awaitility.await()
          .until(() ->
              Files.exists(folder.resolve("out.ndjson"))
                  && Files.readAllLines(folder.resolve("out.ndjson")).size() == 100);
      signal("USR2", process);
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> Files.readString(log).contains("conserved: yes"));
      signal("TERM", process);

      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(log))
        .containsPattern("\nopen http://127\\.0\\.0\\.1:[1-9]\\d+/\n")
        .contains(
            "weft collects, as " + config + " says:\n",
            "  from  apps: tail " + folder + "/app.log\n",
            "  to    out: file " + folder + "/out.ndjson\n",
            "listening: apps at " + folder + "/app.log\n",
            "  serve page and API at 127.0.0.1:0\n",
            "Ctrl-C stops.\n",
            """
            station      accepted  delivered  dropped  held
            source.apps       100        100        0     0
            source.http         0          0        0     0
            sink.out          100        100        0     0
            conserved: yes
            """);
  }

  private static void signal(String name, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Test
  void up_whereThePortIsTaken_namesIt_andEndsWithThree() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Path config = config(address);

      assertThat(run(new UpCommand(), "--config", config.toString())).isEqualTo(Command.CONNECTION);
      assertThat(err.toString(UTF_8))
          .startsWith("weft up: http: " + address + " cannot be had (")
          .contains("give \"listen\" under \"http\" another port");
    }
  }

  @Test
  void up_withAWrongFile_tellsAllAndEndsWithTwo() throws Exception {
    Path config = Files.writeString(folder.resolve("weft.yaml"), "sources: {a: {type: stdn}}\n");

    assertThat(run(new UpCommand(), "--config", config.toString())).isEqualTo(Command.USAGE);
    assertThat(err.toString(UTF_8))
        .startsWith(config + ":1:1: \"sinks\" is missing: ")
        .contains(config + ":1:21: unknown source type \"stdn\"; did you mean \"stdin\"?");
  }

  @Test
  void up_withoutItsFile_orWithAnUnknownOption_endsWithTwo() {
    assertThat(run(new UpCommand(), "--config", folder + "/none.yaml")).isEqualTo(Command.USAGE);
    assertThat(run(new UpCommand(), "--confg", "x")).isEqualTo(Command.USAGE);
    assertThat(run(new UpCommand(), "--drain")).isEqualTo(Command.USAGE);
    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            "weft up: there is no file " + folder + "/none.yaml",
            "weft up: unknown option --confg; did you mean --config?; known: --config, --plugins,"
                + " --stats, --drain, --exit-when-done, --help",
            "weft up: --drain needs a value");
  }

  @Test
  void help_isPrinted() {
    assertThat(run(new UpCommand(), "--help")).isZero();
    assertThat(run(new CheckCommand(), "-h")).isZero();
    assertThat(out.toString(UTF_8)).contains("Usage: weft up", "Usage: weft check");
  }

  @Test
  void check_ofAFineFile_saysWhatItDoes_withoutPasswords() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("weft.yaml"),
            """
            sources: {in: {type: stdin}}
            http: {listen: "127.0.0.1:7411", page: false}
            filters: [{drop: "level:<info"}]
            sinks:
              errors: {type: file, path: "x.ndjson", when: "level:>=error", buffer: {when-full: block}}
              secret: {type: file, path: "ftp://ann:pass@host/y"}
            """);

    assertThat(run(new CheckCommand(), config.toString())).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            config
                + """
                 is fine.
                  from  in: stdin
                  then  drop level:<info
                  to    errors: file x.ndjson, when level:>=error, when full block
                  to    secret: file ftp://***@host/y
                  serve API at 127.0.0.1:7411
                """);
  }

  @Test
  void check_ofAWrongFile_countsTheProblems() throws Exception {
    Path config = Files.writeString(folder.resolve("weft.yaml"), "source: 1\n");

    assertThat(run(new CheckCommand(), config.toString())).isEqualTo(Command.USAGE);
    assertThat(err.toString(UTF_8).lines()).hasSize(4).last().isEqualTo("3 problems");
  }

  private Path config(String listen) throws Exception {
    return Files.writeString(
        folder.resolve("weft.yaml"),
        """
        sources: {apps: {type: tail, path: "%1$s/app.log", state: "%1$s/state", poll: 10ms}}
        sinks: {out: {type: file, path: "%1$s/out.ndjson"}}
        dead-letters: {path: "%1$s/dead.ndjson"}
        http: {listen: "%2$s"}
        """
            .formatted(folder, listen));
  }

  private int run(Command command, String... arguments) {
    return command.run(
        List.of(arguments),
        new Streams(
            InputStream.nullInputStream(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false));
  }
}
