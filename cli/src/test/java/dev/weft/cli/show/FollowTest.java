package dev.weft.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Console;
import dev.weft.event.command.Command;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Following a collector's stream, which breaks off and goes on. */
class FollowTest {
  private static final Map<String, String> EVENTS = Map.of("Content-Type", "text/event-stream");

  private static String row(int number) {
    return "{\"id\":\"" + number + "@aaaaaaaa\",\"arrival\":" + number + ",\"message\":\"m\"}";
  }

  @Test
  void tail_goesOnBehindTheLastArrival_whenTheConnectionIsLost() throws IOException {
    String first =
        "event: hello\ndata: {\"head\":4}\n\n: a comment\n\nid: 5\nevent: rows\ndata: ["
            + row(5)
            + "]\n\n";
    String second =
        "id: 6\nevent: gap\ndata: {\"n\":12,\"why\":\"slow\"}\n\n"
            + "id: 7\nevent: rows\ndata: ["
            + row(7)
            + ",\ndata: "
            + row(8)
            + "]\n\n";
    try (FakeCollector collector =
        new FakeCollector().on("/stream", 200, EVENTS, first).on("/stream", 200, EVENTS, second)) {
      Console console = Console.pipe("");
      int status =
          console.run(new TailCommand(), "-u", collector.url(), "-n", "3", "-w", "level:error");
      assertThat(status).isEqualTo(Command.FOUND);
      assertThat(console.out()).isEqualTo(row(5) + "\n" + row(7) + "\n" + row(8) + "\n");
      assertThat(console.err())
          .contains("connection to " + collector.url() + " lost; trying again", "connected again")
          .contains("12 events not shown: slow")
          .endsWith("3 shown, 12 missed\n");
      assertThat(collector.headers).containsExactly("null", "5");
      assertThat(collector.asked.get(0)).contains("mode=full", "from=now", "q=level:error");
      assertThat(collector.asked.get(1)).doesNotContain("from=now");
    }
  }

  @Test
  void query_printsOlderOnesFirst_noneTwice() throws IOException {
    String stream =
        "event: hello\ndata: {\"head\":4}\n\nid: 5\nevent: rows\ndata: ["
            + row(5)
            + "]\n\n"
            + "id: 5\nevent: bye\ndata: {}\n\n";
    try (FakeCollector collector =
        new FakeCollector()
            .on("/stream", 200, EVENTS, stream)
            .on("/stream", 400, Map.of(), "{\"message\":\"enough\"}")
            // Arrived after the stream was opened, so it comes by that.
            .on("/events", row(5) + "\n" + row(4) + "\n" + row(3) + "\n")) {
      Console console = Console.pipe("");
      int status = console.run(new QueryCommand(), "-u", collector.url(), "-f", "-n", "3");
      assertThat(status).isEqualTo(Command.USAGE);
      assertThat(console.err()).endsWith("weft query: enough\n");
      assertThat(console.out()).isEqualTo(row(3) + "\n" + row(4) + "\n" + row(5) + "\n");
    }
  }

  @Test
  void refusedStream_endsTheCommand() throws IOException {
    try (FakeCollector collector =
        new FakeCollector()
            .on("/stream", 400, Map.of(), "{\"message\":\"a stream cannot answer in{}\"}")) {
      Console console = Console.pipe("");
      assertThat(console.run(new TailCommand(), "-u", collector.url(), "-w", "in{a}"))
          .isEqualTo(Command.USAGE);
      assertThat(console.err()).contains("weft tail: a stream cannot answer in{}");
    }
  }
}
