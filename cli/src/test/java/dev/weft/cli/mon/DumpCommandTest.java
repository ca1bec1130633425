package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.cli.Console;
import dev.weft.cli.Main;
import dev.weft.event.command.Command;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code weft dump}, and {@code weft mon -s} reading it back. */
class DumpCommandTest {
  private static final long PATIENCE_SECONDS = 30;
  private static final Instant NINE = Instant.parse("2026-11-24T09:59:59Z");

  @TempDir Path folder;

  @Test
  void lines_areKeptByTheHour_andReadBackInOrder() throws IOException {
    assertThat(dump(NINE, record(1) + "\n" + record(2))).isEqualTo(Command.FOUND);
    dump(NINE.plusSeconds(1), record(3));
    dump(NINE.plus(Duration.ofDays(1)), record(4));
    dump(NINE, record(5));
    assertThat(files()).containsExactly("20261124/09.gz", "20261124/10.gz", "20261125/09.gz");
    assertThat(unzipped("20261124/09.gz")).isEqualTo(record(1) + record(2) + record(5));
    assertThat(mon(folder.toString()))
        .isEqualTo(record(1) + record(2) + record(5) + record(3) + record(4));
    assertThat(mon(folder.resolve("20261125").toString(), folder.resolve("20261124/10.gz") + ""))
        .isEqualTo(record(4) + record(3));
  }

  @Test
  void verboseMessages_areKeptAsTheyAre() {
    String wrapped = "{\"object\":{\"a\":1},\"headers\":{},\"rkey\":\"x\"}\n";
    dump(NINE, wrapped);
    Console console = Console.pipe("");
    console.run(new MonCommand(Map.of()), "-s", "-v", folder.toString());
    assertThat(console.out()).isEqualTo(wrapped);
    assertThat(console.err()).startsWith("Reading 1 file\nBye.  1 seen");
  }

  @Test
  void since_leavesOutHoursThatAreOver() throws IOException {
    dump(NINE, record(1));
    dump(NINE.plus(Duration.ofHours(5)), record(2));
    // Would be told of, if it were read.
    Files.writeString(folder.resolve("20261124/09.gz"), "damaged");
    Console console = Console.pipe("");
    String since = "2026-11-24T12:00";
    console.run(new MonCommand(Map.of()), "-s", "--since", since, folder.toString());
    assertThat(console.err()).startsWith("Reading 1 file\nBye.  1 seen · 0 printed");
  }

  @Test
  void oldHours_areRemoved_andNothingElse() throws IOException {
    dump(NINE, record(1));
    dump(NINE.plus(Duration.ofHours(30)), record(2));
    Path own = Files.writeString(folder.resolve("20261124/notes.txt"), "mine");
    dump(NINE.plus(Duration.ofHours(40)), record(3), "--keep", "24h");
    assertThat(files()).containsExactly("20261124/notes.txt", "20261125/15.gz", "20261126/01.gz");
    Files.delete(own);
    dump(NINE.plus(Duration.ofDays(14)), record(4), "--keep", "1w");
    assertThat(files()).containsExactly("20261208/09.gz");
    assertThat(folder.resolve("20261125")).doesNotExist();
  }

  @Test
  void tornFile_isPutAside_andStillReadAsFarAsItGoes() throws IOException {
    dump(NINE, record(1));
    dump(NINE, record(2));
    Path file = folder.resolve("20261124/09.gz");
    byte[] whole = Files.readAllBytes(file);
    for (int cut : List.of(1, 8, 20, whole.length / 2 - 5)) {
      Files.write(file, Arrays.copyOf(whole, whole.length - cut));
      assertThat(GzipCheck.isWhole(file)).as("cut " + cut).isFalse();
    }
    Console console = Console.pipe(record(3));
    console.run(command(NINE), folder.toString());
    assertThat(console.err()).contains("09.gz is cut off or damaged, and was put aside as");
    assertThat(files()).containsExactly("20261124/09-1.gz", "20261124/09.gz");
    Console read = Console.pipe("");
    read.run(new MonCommand(Map.of()), "-s", folder.toString());
    assertThat(read.out()).isEqualTo(record(1) + record(3));
  }

  @Test
  void damagedFile_isReadAsFarAsItGoes_andTold() throws IOException {
    dump(NINE, record(1));
    dump(NINE, record(2));
    Path file = folder.resolve("20261124/09.gz");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 10));
    dump(NINE.plusSeconds(1), record(3));
    Console read = Console.pipe("");
    read.run(new MonCommand(Map.of()), "-s", folder.toString());
    assertThat(read.out()).startsWith(record(1)).endsWith(record(3));
    assertThat(read.err()).contains("09.gz is cut off or damaged behind line");
  }

  @Test
  void check_knowsEveryKindOfHeader() throws IOException {
    Path file = folder.resolve("a.gz");
    assertThat(GzipCheck.isWhole(Files.write(file, new byte[0]))).isTrue();
    assertThat(GzipCheck.isWhole(Files.writeString(file, "plain"))).isFalse();
    dump(NINE, record(1));
    byte[] member = Files.readAllBytes(folder.resolve("20261124/09.gz"));
    byte[] header = {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3};
    byte[] more = {2, 0, 'e', 'x', 'n', 0, 'c', 0, 9, 9};
    byte[] all = Arrays.copyOf(header, header.length + more.length + member.length - 10);
    System.arraycopy(more, 0, all, header.length, more.length);
    System.arraycopy(member, 10, all, header.length + more.length, member.length - 10);
    assertThat(GzipCheck.isWhole(Files.write(file, all))).isTrue();
    all[all.length - 5] ^= 1;
    assertThat(GzipCheck.isWhole(Files.write(file, all))).isFalse();
  }

  @Test
  void stream_isKeptAsItsRecordsCome() throws Exception {
    Console console = Console.pipe("");
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(
            () -> console.run(command(NINE), "-u", "memory://me:secret@dump", folder.toString()));
    MemoryStreams.Feed feed = MemoryStreams.followed("dump");
    String record = "{\"a\":1,\"weft\":{\"rkey\":\"x\"}}";
    feed.send(record, record);
    feed.lose(2);
    feed.exhausted = true;
    assertThat(status.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Command.FOUND);
    assertThat(unzipped("20261124/09.gz")).isEqualTo((record + "\n").repeat(2));
    assertThat(console.err())
        .startsWith("Keeping ['#'] on lc-topic on memory://me:***@dump in " + folder)
        .contains("Bye.  2 kept · 2 lost · ");
  }

  @Test
  void killedDump_leavesFilesThatCanBeReadAndAddedTo() throws Exception {
    Process dump = start("dump", folder.toString());
    try {
      dump.getOutputStream().write(record(1).getBytes(UTF_8));
      dump.getOutputStream().flush();
      await()
          .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> !files().isEmpty() && mon(folder.toString()).equals(record(1)));
      dump.destroyForcibly();
      assertThat(dump.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      dump.destroyForcibly();
    }
    Process again = start("dump", folder.toString());
    try {
      again.getOutputStream().write(record(2).getBytes(UTF_8));
      again.getOutputStream().flush();
      await()
          .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .until(() -> mon(folder.toString()).equals(record(1) + record(2)));
      again.getOutputStream().write(record(3).getBytes(UTF_8));
      again.getOutputStream().flush();
      // What was not yet on disk comes there by SIGTERM, as by Ctrl-C.
      again.destroy();
      assertThat(again.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      again.destroyForcibly();
    }
    assertThat(mon(folder.toString())).startsWith(record(1) + record(2));
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()),
                Stream.of(arguments))
            .toList();
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --utc              | unknown option --utc
          a b                | "b" is one folder too many
          --keep long a      | --keep long: expected an age such as 36h, 14d or 8w
          -q mine a          | -q is a queue of which server? Name it by -u or -H
          -u memory://unreachable a | -u: nobody answers at memory://unreachable
          """)
  void mistakes_areTold(String typed, String told) {
    Console console = Console.pipe("");
    String[] arguments =
        Stream.of(typed.split(" "))
            .map(word -> word.equals("a") ? folder.toString() : word)
            .toArray(String[]::new);
    assertThat(console.run(command(NINE), arguments)).isGreaterThanOrEqualTo(Command.USAGE);
    assertThat(console.err()).contains("weft dump: " + told);
  }

  @Test
  void folderThatIsAFileOrMissing_isTold() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Console console = Console.pipe("");
    assertThat(console.run(command(NINE), file.toString())).isEqualTo(Command.USAGE);
    assertThat(console.err()).contains("weft dump: " + file + " is a file; name a folder");
    Console none = Console.pipe("");
    assertThat(none.run(command(NINE))).isEqualTo(Command.USAGE);
    assertThat(none.err()).contains("weft dump: which folder? As in weft dump data/dump");
    Console inside = Console.pipe(record(1));
    assertThat(inside.run(command(NINE), file.resolve("x").toString())).isEqualTo(Command.USAGE);
    assertThat(inside.err()).contains("weft dump: cannot keep anything in " + file);
  }

  private int dump(Instant now, String lines, String... options) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = folder.toString();
    return Console.pipe(lines).run(command(now), all);
  }

  private static Command command(Instant now) {
    return new DumpCommand(Map.of(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static String mon(String... inputs) {
    Console console = Console.pipe("");
    String[] all = Arrays.copyOf(inputs, inputs.length + 1);
    all[inputs.length] = "-s";
    console.run(new MonCommand(Map.of()), all);
    return console.out();
  }

  private List<String> files() throws IOException {
    return Folder.files(folder).stream().map(file -> folder.relativize(file).toString()).toList();
  }

  private String unzipped(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String record(int number) {
    return "{\"number\":" + number + "}\n";
  }
}
