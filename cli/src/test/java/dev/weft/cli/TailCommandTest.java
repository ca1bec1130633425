package dev.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.cli.show.TailCommand;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import dev.weft.testkit.DistlogFixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailCommandTest {
  private static final String LINE =
      """
      {"name":"com.acme.Pay","msg":"x","levelno":40,"created":1795165640.5,"hostname":"web-1",\
      "processName":"shop","message":"declined\\u001b[31m\\\\nsecond","order":48213,\
      "context":{"key":"3@7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11/1","note":"a b"},\
      "exc_text":"java.io.IOException: no\\\\n\\tat x.Y(Y.java:1)"}
      """;

  private final TailCommand tail = new TailCommand();

  @TempDir Path folder;

  @Test
  void line_showsTimeLevelWhoLoggerWordsFieldsAndKey() {
    Console console = Console.pipe(LINE);
    assertThat(console.run(tail, "--line", "--utc")).isEqualTo(Command.FOUND);
    assertThat(console.out())
        .isEqualTo(
            """
            2026-11-20 Z
            09:07:20.500 E web-1/shop Pay       declined␛[31m note="a b" order=48213  3@7c9f2c1e/1
                │ second
                │ java.io.IOException: no
                │     at x.Y(Y.java:1)
            """);
    assertThat(console.err()).isEmpty();
  }

  @Test
  void ascii_usesNoOtherSigns() {
    Console console = Console.pipe(LINE);
    console.run(tail, "--line", "--utc", "--ascii");
    assertThat(console.out()).contains("declined^[[31m").matches("\\p{ASCII}*");
  }

  @Test
  void signsOfLife_areNotShown() {
    String alive = "{\"time_in\":1795165640.5,\"weft\":{\"v\":1,\"kind\":\"alive\",\"n\":7}}\n";
    Console console = Console.pipe(alive + LINE + alive);
    console.run(tail);
    assertThat(console.out()).isEqualTo(LINE);
  }

  @Test
  void pipe_getsTheRecordsUnchanged() {
    Console console = Console.pipe(LINE);
    console.run(tail);
    assertThat(console.out()).isEqualTo(LINE);
  }

  @Test
  void colour_isThereOnATerminal_andNotElsewhere() {
    Console terminal = Console.terminal(LINE);
    terminal.run(tail, "--color", "always");
    assertThat(terminal.out()).contains("\033[1;31mE\033[0m").doesNotContain("declined\033");
    Console never = Console.terminal(LINE);
    never.run(tail, "--color", "never");
    assertThat(never.out()).doesNotContain("\033");
  }

  @Test
  void noColor_switchesAutoOff() {
    assertThat(Paint.of("auto", true, null).on()).isTrue();
    assertThat(Paint.of("auto", true, "1").on()).isFalse();
    assertThat(Paint.of("auto", false, null).on()).isFalse();
    assertThat(Paint.of("always", false, "1").on()).isTrue();
  }

  @Test
  void query_choosesRecords_andNothingFoundIsAStatus() {
    Console console = Console.pipe(LINE + LINE.replace("48213", "5"));
    assertThat(console.run(tail, "-w", "order:<10")).isEqualTo(Command.FOUND);
    assertThat(console.out().lines()).hasSize(1);
    assertThat(Console.pipe(LINE).run(tail, "-w", "level:<error")).isEqualTo(Command.NOTHING_FOUND);
  }

  @Test
  void wrongQuery_isShownWithItsFix() {
    Console console = Console.pipe(LINE);
    assertThat(console.run(tail, "-w", "level: error")).isEqualTo(Command.USAGE);
    assertThat(console.err())
        .isEqualTo(
            """
            weft tail: expected a value right after "level:"
              level: error
                    ^
            try: level:error
            """);
  }

  @Test
  void brokenLines_areCountedAndTold_andHarmNoOther() {
    Console console = Console.pipe("nonsense\n" + LINE + "{\"half\":\n\n[1]\n" + LINE);
    assertThat(console.run(tail)).isEqualTo(Command.FOUND);
    assertThat(console.out()).isEqualTo(LINE + LINE);
    assertThat(console.err())
        .startsWith("3 lines were no records; first: line 1 of standard input: expected");
  }

  @Test
  void lastLines_andChosenFields() {
    Console console = Console.pipe(LINE + LINE.replace("48213", "5"));
    console.run(tail, "-n", "1", "-o", "level,msg,order,absent,key", "--line");
    assertThat(console.out())
        .isEqualTo("ERROR\tdeclined␛[31m␊second\t5\t\t3@7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11/1\n");
    Console json = Console.pipe(LINE);
    json.run(tail, "-o", "logger,order");
    assertThat(json.out()).isEqualTo("{\"logger\":\"com.acme.Pay\",\"order\":48213}\n");
  }

  @Test
  void gzip_isRead() throws IOException {
    Path file = folder.resolve("a.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(LINE.getBytes(UTF_8));
    }
    Console console = Console.pipe("");
    console.run(tail, file.toString());
    assertThat(console.out()).isEqualTo(LINE);
  }

  @Test
  void missingFile_isSaidBeforeAnythingIsRead() {
    Console console = Console.pipe(LINE);
    assertThat(console.run(tail, "-", "absent.ndjson")).isEqualTo(Command.USAGE);
    assertThat(console.err()).isEqualTo("weft tail: no such file: absent.ndjson\n");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void wrongOptions_areExplained() {
    Console console = Console.pipe("");
    assertThat(console.run(tail, "--colour")).isEqualTo(Command.USAGE);
    assertThat(console.err())
        .contains(
            "weft tail: unknown option --colour; did you mean --color?; known: --url, --where",
            "\n\"weft tail --help\" tells of all options.");
    assertThat(Console.pipe("").run(tail, "--tz", "Mars/Base")).isEqualTo(Command.USAGE);
    Console url = Console.pipe("");
    assertThat(url.run(tail, "-u", "pigeon://loft:1")).isEqualTo(Command.USAGE);
    assertThat(url.err())
        .contains("no transport for \"pigeon://\" is installed; there are: canned, zeromq");
    Console noPort = Console.pipe("");
    assertThat(noPort.run(tail, "-u", "localhost")).isEqualTo(Command.USAGE);
    assertThat(noPort.err()).contains("zeromq://localhost:5011");
  }

  @Test
  void help_hasExamples() {
    Console console = Console.pipe("");
    assertThat(console.run(tail, "--help")).isEqualTo(Command.FOUND);
    assertThat(console.out()).contains("weft tail -f data/events.ndjson");
  }

  @Test
  void stream_isPrintedAsItComes_andEndsAfterN() {
    Console console = Console.pipe("");
    assertThat(console.run(tail, "-u", "canned://loft:1", "-n", "2")).isEqualTo(Command.FOUND);
    assertThat(console.out().lines()).hasSize(2).allMatch(l -> l.contains("tcp://loft:1"));
    assertThat(console.err()).contains("listening to canned://loft:1", "2 shown");
  }

  @Test
  void follow_goesOnThroughGrowthAndRotation() throws Exception {
    Path file = folder.resolve("app.ndjson");
    Files.writeString(file, record(1));
    Tail[] running = new Tail[1];
    Console console = Console.pipe("");
    TailOptions options = new TailOptions(TailOptions.USAGE.parse(List.of("-f", file.toString())));
    running[0] = new Tail(options, console.streams());
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() -> {
          try {
            return running[0].run();
          } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
          }
        });
    awaitOutput(console, record(1));
    Files.writeString(file, record(2).substring(0, 5), StandardOpenOption.APPEND);
    Files.writeString(file, record(2).substring(5), StandardOpenOption.APPEND);
    awaitOutput(console, record(1) + record(2));
    Files.move(file, folder.resolve("app.1"));
    Files.writeString(file, record(3));
    awaitOutput(console, record(1) + record(2) + record(3));
    running[0].stop();
    assertThat(status.get()).isEqualTo(Command.FOUND);
    assertThat(console.err()).isEqualTo("3 events seen, 3 shown\n");
  }

  @Test
  void closedPipe_endsQuietly() {
    PrintStream closed =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String many = LINE.repeat(10_000);
    tail.run(
        List.of("--json"),
        new Streams(
            new java.io.ByteArrayInputStream(many.getBytes(UTF_8)),
            closed,
            new PrintStream(err, true, UTF_8),
            false));
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void pythonsRecords_areShown() {
    String records =
        DistlogFixtures.quirksJson().stream()
            .map(message -> new String(message.body(), UTF_8) + "\n")
            .collect(Collectors.joining());
    Console console = Console.pipe(records);
    console.run(tail, "--line", "--utc");
    assertThat(console.out())
        .contains(
            "E vm", "ZeroDivisionError: division by zero", "▸ counting up to 10", "0@bbfed9ba");
    assertThat(console.err()).isEmpty();
  }

  private static String record(int number) {
    return "{\"number\":" + number + "}\n";
  }

  private static void awaitOutput(Console console, String expected) {
    await().untilAsserted(() -> assertThat(console.out()).isEqualTo(expected));
  }

  /** A transport that says which address it was given, three times. */
  public static final class CannedReceivers implements ReceiverFactory {
    @Override
    public String type() {
      return "canned";
    }

    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public List<Option> options() {
      return List.of(Option.required("subscribe", Option.Kind.TEXTS, "where"));
    }

    @Override
    public Receiver create(Options options) {
      return new Receiver() {
        @Override
        public void start(Intake intake) {
          byte[] record =
              ("{\"from\":\"" + options.texts("subscribe").get(0) + "\"}").getBytes(UTF_8);
          intake.accept(Batch.builder("canned").add(record).add(record).add(record).build());
        }

        @Override
        public String address() {
          return "canned";
        }

        @Override
        public void close() {}
      };
    }
  }
}
