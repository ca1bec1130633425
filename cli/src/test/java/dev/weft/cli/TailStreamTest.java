package dev.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.cli.show.TailCommand;
import dev.weft.event.command.Command;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Ports;
import dev.weft.testkit.Records;
import dev.weft.zeromq.ZeroMqSinkFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft tail} on what does not end by itself: a collector's stream, and a file. */
class TailStreamTest {
  private static final long PATIENCE_SECONDS = 30;

  @TempDir Path folder;

  @Test
  void url_printsWhatACollectorPublishes_andEndsAfterN() throws Exception {
    int port = Ports.free();
    Console console = Console.pipe("");
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() ->
            console.run(
                new TailCommand(), "-u", "zeromq://127.0.0.1:" + port, "-n", "2", "-w", "wanted"));
    ZeroMqSinkFactory factory = new ZeroMqSinkFactory();
    Map<String, String> given = Map.of("bind", "tcp://127.0.0.1:" + port);
    String wanted = Records.logged("wanted");
    try (Sink collector = factory.create(Options.of("live", factory.options(), given))) {
      collector.open();
      // What is published before the subscription has come through is for nobody.
      await()
          .until(() -> {
            collector.deliver(Records.batch(Records.logged("other"), wanted));
            return status.isDone();
          });
    }
    assertThat(status.get()).isEqualTo(Command.FOUND);
    assertThat(console.out()).isEqualTo((wanted + "\n").repeat(2));
    assertThat(console.err())
        .startsWith("listening to zeromq://127.0.0.1:" + port + "; Ctrl-C ends\n")
        .endsWith(" seen, 2 shown\n");
  }

  @Test
  void signal_endsFollowingWithTheSummary() throws Exception {
    Path events = Files.writeString(folder.resolve("a.ndjson"), "{\"a\":1}\n{\"a\":2}\n");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process tail =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "tail",
                "-f",
                events.toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      await()
          .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> Files.readAllLines(out, UTF_8).size() == 2);
      // SIGTERM takes the same way as Ctrl-C, and reaches also a child that ignores that.
      tail.destroy();
      assertThat(tail.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      tail.destroyForcibly();
    }
    assertThat(Files.readAllLines(err)).last().isEqualTo("2 events seen, 2 shown");
  }
}
