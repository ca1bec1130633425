package dev.weft.examples.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event;
import dev.weft.event.collate.SourceTally;
import dev.weft.event.collate.TaskForest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs log faster than their small queues are emptied. */
class FullQueueIT {
  private static final int THREADS = 4;
  private static final int RECORDS = 25_000;
  private static final long MADE = THREADS * (RECORDS + 2L);

  @Test
  void twoProducers_eachSentIsDeliveredOrReportedLost(@TempDir Path folder) throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(folder);
        JavaProcess one = flood(folder, "one", collector);
        JavaProcess two = flood(folder, "two", collector)) {
      assertThat(one.awaitExit(JavaProcess.LIMIT)).as(one.err()).isZero();
      assertThat(two.awaitExit(JavaProcess.LIMIT)).as(two.err()).isZero();
      assertThat(collector.process().stop()).isZero();
      assertThat(collector.process().err()).contains("conserved: yes");

      List<Event> received = collector.events();
      assertAccountedFor(one, "one", received);
      assertAccountedFor(two, "two", received);
      assertHolesAreMarked(collector, received);
    }
  }

  private static JavaProcess flood(Path folder, String name, CollectorProcess collector)
      throws IOException {
    List<String> flags =
        List.of(
            "-Dweft.to=" + collector.address(),
            "-Dweft.service=" + name,
            "-Dweft.queue.capacity=16",
            "-Dweft.close.limit=20s");
    return JavaProcess.start(
        folder,
        name,
        flags,
        FloodingApplication.class.getName(),
        "" + THREADS,
        "" + RECORDS,
        "counts");
  }

  private static void assertAccountedFor(JavaProcess program, String name, List<Event> all) {
    List<Event> received =
        all.stream().filter(event -> event.source().process().equals(name)).toList();
    long reported =
        received.stream()
            .filter(Event.LossReported.class::isInstance)
            .mapToLong(event -> ((Event.LossReported) event).lost())
            .sum();
    // A record of Weft's own has no key: the program's are all inside tasks.
    long delivered = received.stream().filter(event -> event.key() != null).count();

    assertThat(said(program, "accepted")).isEqualTo(MADE);
    assertThat(delivered).isEqualTo(said(program, "delivered")).isPositive();
    assertThat(reported).isEqualTo(said(program, "dropped")).isPositive();
    assertThat(delivered + reported).as("delivered + reported lost").isEqualTo(MADE);
  }

  private static void assertHolesAreMarked(CollectorProcess collector, List<Event> received)
      throws Exception {
    TaskForest.Builder builder = TaskForest.builder();
    received.forEach(builder::add);
    List<SourceTally> sources = builder.build().sources();
    assertThat(sources)
        .hasSize(2)
        .allSatisfy(source -> {
          assertThat(source.lost()).isPositive();
          assertThat(source.missing())
              .as("every missing number is reported")
              .isEqualTo(source.lost());
        });
    assertThat(collector.tree()).contains("flood 0", "flood 3", "lost");
  }

  private static long said(JavaProcess program, String what) {
    return Long.parseLong(program.awaitSaid("(?m)^" + what + ": (\\d+)"));
  }
}
