package dev.weft.daemon.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Records;
import dev.weft.testkit.SinkContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest extends SinkContract {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();

  @Override
  protected Sink createSink() {
    return sink(Map.of());
  }

  @Override
  protected List<String> arrived() throws IOException {
    return Files.readAllLines(folder.resolve("out.ndjson"));
  }

  @Test
  void torn_lastLine_isSetAsideAtTheStart() throws Exception {
    Path file = folder.resolve("out.ndjson");
    Files.writeString(file, Records.logged(0) + "\n{\"half\":");
    try (Sink sink = sink(Map.of())) {
      sink.open();
      sink.deliver(Records.batch(Records.logged(1)));
    }

    assertThat(arrived()).isEqualTo(Records.numbered(0, 2));
    assertThat(Files.readAllLines(folder.resolve("out.ndjson.torn"))).containsExactly("{\"half\":");
  }

  @Test
  void lastRecordWithoutLineFeed_isCompleted() throws Exception {
    Files.writeString(folder.resolve("out.ndjson"), Records.logged(0));
    try (Sink sink = sink(Map.of())) {
      sink.open();
      sink.deliver(Records.batch(Records.logged(1)));
    }

    assertThat(arrived()).isEqualTo(Records.numbered(0, 2));
    assertThat(folder.resolve("out.ndjson.torn")).doesNotExist();
  }

  @Test
  void folderThatCannotBeWritten_isUnavailable_namingThePathAndTheReason() throws Exception {
    Path barrier = Files.writeString(folder.resolve("barrier"), "");
    try (Sink sink = sink(Map.of("path", barrier + "/out.ndjson"))) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot write " + barrier + "/out.ndjson: ");

      Files.delete(barrier);
      sink.open();
      assertThat(sink.deliver(Records.batch(Records.logged(0)))).isEqualTo(Delivery.DELIVERED);
    }
  }

  @Test
  void fullDisk_isUnavailable_andSaysWhatHelps() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
    try (Sink sink = sink(Map.of("path", "/dev/full"))) {
      sink.open();

      assertThat(sink.deliver(Records.batch(Records.logged(0))))
          .isEqualTo(
              new Delivery.Unavailable(
                  "cannot write /dev/full: No space left on device; free some space, or limit what"
                      + " is kept with keep-size"));
    }
  }

  @Test
  void placeholders_makeANewFileWhenTheTimeComes() throws Exception {
    clock.now = Instant.parse("2026-11-24T23:59:59Z");
    try (Sink sink = sink(Map.of("path", folder + "/%Y/e-%Y-%m-%d-%H.ndjson"))) {
      sink.open();
      sink.deliver(Records.batch(Records.logged(0)));
      clock.now = Instant.parse("2026-11-25T00:00:01Z");
      sink.deliver(Records.batch(Records.logged(1)));
    }

    assertThat(Files.readAllLines(folder.resolve("2026/e-2026-11-24-23.ndjson")))
        .containsExactly(Records.logged(0));
    assertThat(Files.readAllLines(folder.resolve("2026/e-2026-11-25-00.ndjson")))
        .containsExactly(Records.logged(1));
  }

  @Test
  void rotation_bySize_numbersCompressesAndKeepsTheNewest() throws Exception {
    try (Sink sink = sink(Map.of("rotate-size", "1KiB", "compress", "gzip", "keep-files", "2"))) {
      sink.open();
      for (int i = 0; i < 20; i++) {
        sink.deliver(Records.batch(Records.logged(i)));
        clock.now = clock.now.plusSeconds(1);
      }
      Awaitility.await().untilAsserted(() -> assertThat(names()).hasSize(3).contains("out.ndjson"));
    }

    List<String> names = names();
    assertThat(names).filteredOn(name -> name.matches("out\\.\\d{6}\\.ndjson\\.gz")).hasSize(2);
    assertThat(arrived()).last().isEqualTo(Records.logged(19));
    String newest = names.get(1);
    assertThat(unzipped(folder.resolve(newest))).isSubsetOf(Records.numbered(0, 20)).isNotEmpty();
  }

  @Test
  void rotation_byAge_numbersTheFile() throws Exception {
    try (Sink sink = sink(Map.of("rotate-every", "1h"))) {
      sink.open();
      sink.deliver(Records.batch(Records.logged(0)));
      clock.now = clock.now.plus(Duration.ofHours(2));
      sink.deliver(Records.batch(Records.logged(1)));
    }

    assertThat(names()).containsExactly("out.000001.ndjson", "out.ndjson");
    assertThat(arrived()).containsExactly(Records.logged(1));
  }

  @Test
  void retention_touchesNoFilesButItsOwn() throws Exception {
    for (String name :
        List.of("other.ndjson", "out.ndjson.bak", "out.1.ndjson", "out.000007.ndjson")) {
      Files.writeString(folder.resolve(name), "x\n");
    }
    try (Sink sink = sink(Map.of("keep-size", "1B"))) {
      sink.open();
      Awaitility.await()
          .untilAsserted(() ->
              assertThat(names())
                  .containsExactly("other.ndjson", "out.1.ndjson", "out.ndjson", "out.ndjson.bak"));
    }
  }

  @Test
  void flush_byTime_gathersInMemory_andCloseWritesIt() throws Exception {
    try (Sink sink = sink(Map.of("flush", "1h"))) {
      sink.open();
      sink.deliver(Records.batch(Records.logged(0)));
      assertThat(arrived()).isEmpty();
      sink.flush();
      assertThat(arrived()).hasSize(1);
      sink.deliver(Records.batch(Records.logged(1)));
    }

    assertThat(arrived()).isEqualTo(Records.numbered(0, 2));
  }

  @Test
  void path_withAnUnknownPlaceholder_isRefused() {
    assertThatThrownBy(() -> sink(Map.of("path", "x-%q.ndjson")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"path: x-%q.ndjson\": after % one of Y m d H % is expected, not q");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> unzipped(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  private Sink sink(Map<String, String> more) {
    Map<String, String> given = new HashMap<>();
    given.put("path", folder + "/out.ndjson");
    given.putAll(more);
    return new FileSink(
        FileSinkFactory.settings(Options.of("out", new FileSinkFactory().options(), given)), clock);
  }

  private static final class SettableClock extends Clock {
    private volatile Instant now = Instant.now();

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
