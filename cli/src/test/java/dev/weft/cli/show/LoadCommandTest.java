package dev.weft.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Console;
import dev.weft.event.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadCommandTest {
  @TempDir Path folder;

  private final Console console = Console.pipe("level=warn msg=\"low on tea\"\n");

  @Test
  void events_arePosted_andWhatWasRefusedIsCountedByReason() throws IOException {
    String file =
        Files.writeString(folder.resolve("a.ndjson"), "{\"msg\":\"a\",\"levelno\":20}\nnonsense\n")
            .toString();
    String answer =
        "{\"accepted\":2,\"refused\":[{\"line\":1,\"problem\":\"too old\"},"
            + "{\"line\":2,\"problem\":\"too old\"}]}";
    try (FakeCollector collector = new FakeCollector().on("/events", answer)) {
      int status = console.run(new LoadCommand(), "-u", collector.url(), file, "-");
      assertThat(status).isEqualTo(Command.FOUND);
      assertThat(String.join("", collector.received).lines())
          .hasSize(2)
          .first()
          .isEqualTo("{\"msg\":\"a\",\"levelno\":20}");
      assertThat(console.err())
          .contains(file + ": weft, 1 event, 1 line refused\n")
          .contains("standard input: logfmt, 1 event\n")
          .contains(" events accepted by " + collector.url())
          .contains("  refused: 1 no JSON object\n")
          .containsPattern("  refused: [24] too old\n");
      assertThat(console.out()).isEmpty();
    }
  }

  @Test
  void collectorWithoutRoom_isAskedAgain() throws IOException {
    try (FakeCollector collector =
        new FakeCollector()
            .on("/events", 503, Map.of(), "{}")
            .on("/events", "{\"accepted\":1,\"refused\":[]}")) {
      assertThat(console.run(new LoadCommand(), "-u", collector.url())).isEqualTo(Command.FOUND);
      assertThat(collector.received).hasSize(2);
      assertThat(console.err()).contains("has no room at the moment");
    }
  }

  @Test
  void refusal_endsItAndIsSaid() throws IOException {
    try (FakeCollector collector =
        new FakeCollector().on("/events", 403, Map.of(), "{\"message\":\"read only\"}")) {
      assertThat(console.run(new LoadCommand(), "-u", collector.url()))
          .isEqualTo(Command.CONNECTION);
      assertThat(console.err()).contains("read only", "WEFT_TOKEN", "0 events accepted");
    }
  }

  @Test
  void print_sendsNothing() {
    assertThat(console.run(new LoadCommand(), "--print", "--service", "shop", "--host", "box"))
        .isEqualTo(Command.FOUND);
    assertThat(console.out())
        .contains("\"low on tea\"", "\"processName\":\"shop\"", "\"hostname\":\"box\"");
  }

  @Test
  void wrongUsage_isSaidBeforeAnythingIsSent() {
    assertThat(console.run(new LoadCommand(), "--format", "syslog")).isEqualTo(Command.USAGE);
    assertThat(console.err()).contains("weft, eliot, journald, otlp, json, logfmt, plain");
    assertThat(console.run(new LoadCommand(), "nowhere.log")).isEqualTo(Command.USAGE);
    assertThat(console.err()).contains("no such file: nowhere.log");
  }
}
