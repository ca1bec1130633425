package dev.weft.daemon.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.config.Configuration;
import dev.weft.testkit.Records;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole collector on real files: from lines that are followed to files that are written. */
class CollectorFileTest {
  @TempDir Path folder;

  @Test
  void collector_takesEachRecordFromFileToFileOnce() throws Exception {
    Path input = folder.resolve("app.log");
    Files.write(input, Records.numbered(0, 1_000));

    Counts counts;
    try (Collector collector = Collector.start(configuration("filters: []"))) {
      Awaitility.await().until(() -> counted(collector) == 1_000);
      Files.writeString(input, "not json\n", StandardOpenOption.APPEND);
      Awaitility.await().until(() -> collector.counts().received() == 1_001);
      counts = collector.stop(Duration.ofSeconds(5));
    }

    assertThat(Files.readAllLines(folder.resolve("out.ndjson")))
        .isEqualTo(Records.numbered(0, 1_000));
    assertThat(counts.conserved()).isTrue();
    assertThat(counts.held()).isZero();
    assertThat(counts.sources().get(0).dropped()).isEqualTo(Map.of("not-json", 1L));
    assertThat(Files.readString(folder.resolve("dead.ndjson"), UTF_8))
        .contains(
            "\"station\":\"source.apps\"", "\"reason\":\"not-json\"", "\"text\":\"not json\"}\n");
  }

  @Test
  void filters_dropEditAndRoute_countingEach() throws Exception {
    List<String> records = Records.numbered(0, 100);
    Files.write(folder.resolve("app.log"), records);
    String filters =
        """
        filters:
          - drop: "message:\\"event 7\\""
          - add: {env: prod}
        """;

    try (Collector collector = Collector.start(configuration(filters))) {
      Awaitility.await().until(() -> collector.counts().received() == 100);
      Counts counts = collector.stop(Duration.ofSeconds(5));

      assertThat(counts.filters().get(0).dropped()).isEqualTo(Map.of("filtered", 1L));
      assertThat(counts.sinks().get(0).count().delivered()).isEqualTo(99);
      assertThat(counts.conserved()).isTrue();
    }

    assertThat(Files.readAllLines(folder.resolve("out.ndjson")))
        .hasSize(99)
        .allSatisfy(line -> assertThat(line).endsWith(",\"env\":\"prod\"}"))
        .noneMatch(line -> line.contains("event 7\""));
  }

  private static long counted(Collector collector) {
    return collector.counts().sinks().get(0).count().delivered();
  }

  private Configuration configuration(String filters) {
    String text =
        """
        sources:
          apps: {type: tail, path: "${DIR}/app.log", state: "${DIR}/state", poll: 10ms, lines: json}
        %s
        sinks:
          out: {type: file, path: "${DIR}/out.ndjson"}
        dead-letters: {path: "${DIR}/dead.ndjson"}
        """
            .formatted(filters);
    return Configuration.parse("test.yaml", text, Map.of("DIR", folder.toString()));
  }
}
