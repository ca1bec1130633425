package dev.weft.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.store.StoredEvent;
import dev.weft.testkit.Records;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  private static final int BATCHES = 40;
  private static final int IN_BATCH = 50;

  @TempDir private Path folder;

  /** Appends batches for ever, and says after each how many events are in. */
  static final class Filling {
    private Filling() {}

    public static void main(String[] arguments) throws Exception {
      LuceneStore store =
          new LuceneStore(
              "filling",
              Settings.of(Path.of(arguments[0])).committing(Duration.ofMillis(50)).memory(4));
      store.open();
      for (int from = 0; ; from += IN_BATCH) {
        store.append(Records.batch(Records.numbered(from, IN_BATCH)));
        System.out.println(from + IN_BATCH);
        System.out.flush();
      }
    }
  }

  @Test
  void kill_ofTheProcess_losesNothingThatWasAccepted() throws Exception {
    Path store = folder.resolve("store");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Filling.class.getName(),
                store.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int said = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (int i = 0; i < BATCHES; i++) {
        said = Integer.parseInt(String.valueOf(lines.readLine()));
      }
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    LuceneStore again = new LuceneStore("again", Settings.of(store));
    again.open();
    try {
      assertThat(again.state().arrivals()).isGreaterThanOrEqualTo(said);
      assertThat(again.arrivals(0, said))
          .extracting(StoredEvent::id)
          .extracting(Object::toString)
          .containsExactlyElementsOf(ids(said));
    } finally {
      again.close();
    }
  }

  private static List<String> ids(int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(number -> number + "@" + Records.TASK)
        .toList();
  }
}
