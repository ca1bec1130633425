package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.cli.Console;
import dev.weft.cli.Main;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.flow.Interest;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft mon} on what comes while it looks. */
class MonStreamTest {
  private static final long PATIENCE_SECONDS = 30;
  private static final String RECORD = "{\"a\":1,\"weft\":{\"rkey\":\"shop.order\"}}";

  private final Console console = Console.pipe("");

  @TempDir Path folder;

  @Test
  void stream_isPrintedAtOnce_andEndsAfterN() throws Exception {
    CompletableFuture<Integer> status = follow("-u", "memory://atonce", "-n", "2");
    MemoryStreams.Feed feed = MemoryStreams.followed("atonce");
    feed.send(RECORD);
    awaitOut("{\"a\":1}\n");
    feed.lose(3);
    feed.reject("nonsense");
    feed.send(RECORD, RECORD);
    assertThat(status.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Command.FOUND);
    assertThat(console.out()).isEqualTo("{\"a\":1}\n{\"a\":1}\n");
    assertThat(console.err())
        .startsWith(
            """
            Listening for ['#'] on lc-topic on memory://atonce
            1 could not be read as messages: not-json: expected a JSON object
            Bye.  2 seen · 2 printed · 3 lost · \
            """);
    assertThat(feed.closed).isTrue();
  }

  @Test
  void interest_isThatOfTheOptions_andIsSaid() throws Exception {
    CompletableFuture<Integer> status =
        follow(
            "-u memory://me:secret@interest -r shop.# log.* -a env=prod shard=7 note=a=b -x any"
                .split(" "));
    MemoryStreams.Feed feed = MemoryStreams.followed("interest");
    assertThat(feed.interest)
        .isEqualTo(
            new Interest(
                "lc-topic",
                List.of("shop.#", "log.*"),
                Map.of("env", "prod", "shard", 7L, "note", "a=b"),
                false,
                null));
    feed.exhausted = true;
    assertThat(status.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Command.NOTHING_FOUND);
    assertThat(console.err())
        .startsWith(
            "Listening for ['shop.#', 'log.*'] {env: prod, shard: 7, note: a=b, x-match: any}"
                + " on lc-topic on memory://me:***@interest\n");
  }

  @Test
  void queue_isTakenFrom_andThatIsSaid_untilNothingComes() throws Exception {
    CompletableFuture<Integer> status =
        follow("-u", "memory://queue", "-e", "other", "-q", "mine", "-F");
    MemoryStreams.Feed feed = MemoryStreams.followed("queue");
    assertThat(feed.interest).isEqualTo(Interest.EVERYTHING.exchange("other").queue("mine"));
    feed.send(RECORD);
    assertThat(status.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Command.FOUND);
    assertThat(console.err())
        .contains("Taking from the queue mine: its other readers do not get what is shown here");
  }

  @Test
  void collating_asksForTheStateOfLivingObjects_butNotForLcmon() throws Exception {
    CompletableFuture<Integer> asking = follow("-u", "memory://asking", "-c");
    MemoryStreams.Feed feed = MemoryStreams.followed("asking");
    await().untilAsserted(() -> assertThat(feed.asked).isEqualTo(Set.of()));
    feed.exhausted = true;
    asking.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    CompletableFuture<Integer> silent = follow("-u", "memory://silent", "-c", "--compat");
    MemoryStreams.Feed other = MemoryStreams.followed("silent");
    other.exhausted = true;
    silent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(other.asked).isNull();
  }

  @Test
  void environment_namesTheStream_unlessAnOptionDoes() throws Exception {
    Command mon = new MonCommand(Map.of("WEFT_URL", "memory://me:secret@unreachable"));
    assertThat(console.run(mon)).isEqualTo(Command.CONNECTION);
    assertThat(console.err())
        .isEqualTo(
            """
            Listening for ['#'] on lc-topic on memory://me:***@unreachable
            weft mon: WEFT_URL: nobody answers at memory://me:***@unreachable; -H or -u name another server
            """);
    Console refused = Console.pipe("");
    assertThat(refused.run(mon, "-U", "memory://me:secret@refused")).isEqualTo(Command.USAGE);
    assertThat(refused.err()).isEqualTo("weft mon: -u: no memory://me:***@refused here\n");
  }

  @Test
  void standardInput_isPrintedWhileItIsOpen() throws Exception {
    PipedInputStream in = new PipedInputStream();
    PipedOutputStream typed = new PipedOutputStream(in);
    Streams streams = new Streams(in, console.streams().out(), console.streams().err(), false);
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() -> new MonCommand(Map.of()).run(List.of("-s"), streams));
    typed.write((RECORD + "\n").getBytes(UTF_8));
    typed.flush();
    awaitOut("{\"a\":1}\n");
    assertThat(status).isNotDone();
    typed.close();
    assertThat(status.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Command.FOUND);
  }

  @Test
  void signal_endsWithTheSummary_alsoWhileInputIsAwaited() throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process mon =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mon",
                "-s")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      mon.getOutputStream().write((RECORD + "\n").getBytes(UTF_8));
      mon.getOutputStream().flush();
      await()
          .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> Files.readString(out).equals("{\"a\":1}\n"));
      // SIGTERM takes the same way as Ctrl-C, and reaches also a child that ignores that.
      mon.destroy();
      assertThat(mon.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      mon.destroyForcibly();
    }
    assertThat(Files.readAllLines(err))
        .last()
        .asString()
        .startsWith("Bye.  1 seen · 1 printed · 0 lost · ");
  }

  private CompletableFuture<Integer> follow(String... options) {
    return CompletableFuture.supplyAsync(() -> console.run(new MonCommand(Map.of()), options));
  }

  private void awaitOut(String expected) {
    await()
        .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(console.out()).isEqualTo(expected));
  }
}
