package dev.weft.examples.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.TaskForest;
import dev.weft.testkit.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector dies without a word in mid-stream, and one comes back on its port. */
class CollectorRestartIT {
  // Loopback's buffers of both sides at their largest, and what the collector itself had not yet
  // written, over the smallest record.
  private static final long MOST_UNDER_WAY = (16L << 20) / 200;

  @Test
  void killedCollector_costsOnlyWhatWasUnderWay_andTheGapIsSeen(@TempDir Path folder)
      throws Exception {
    int port = Ports.free();
    try (JavaProcess program = program(folder, port)) {
      try (CollectorProcess killed = CollectorProcess.start(folder, port)) {
        awaitKept(killed, 300);
        // Stopped first, so that something surely lies in the buffers when it dies.
        killed.process().signal("STOP");
        awaitMade(program, 5);
        killed.process().kill();
      }
      awaitMade(program, 5);
      try (CollectorProcess back = CollectorProcess.start(folder, port)) {
        int before = back.events().size();
        awaitKept(back, before + 300);
        program.tell("stop");
        assertThat(program.awaitExit(JavaProcess.LIMIT)).as(program.err()).isZero();
        assertThat(back.process().stop()).isZero();
        assertThat(back.process().err()).contains("conserved: yes");
        assertAccountedFor(program, back);
      }
    }
  }

  private static JavaProcess program(Path folder, int port) throws Exception {
    List<String> flags =
        List.of(
            "-Dweft.to=zeromq://127.0.0.1:" + port,
            "-Dweft.service=steady",
            "-Dweft.queue.capacity=262144",
            "-Dweft.queue.bytes=64MiB");
    return JavaProcess.start(folder, "program", flags, SteadyApplication.class.getName());
  }

  private static void awaitKept(CollectorProcess collector, int records) {
    Awaitility.await()
        .atMost(JavaProcess.LIMIT)
        .ignoreExceptions()
        .pollInterval(Duration.ofMillis(50))
        .until(() -> collector.events().size() >= records);
  }

  private static void awaitMade(JavaProcess program, int hundredsMore) {
    long now = hundreds(program);
    Awaitility.await()
        .atMost(JavaProcess.LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> hundreds(program) >= now + hundredsMore);
  }

  private static long hundreds(JavaProcess program) {
    return program.out().lines().filter(line -> line.startsWith("made ")).count();
  }

  private static void assertAccountedFor(JavaProcess program, CollectorProcess collector)
      throws Exception {
    List<Event> received =
        collector.events().stream().filter(event -> event.sourceNumber().isPresent()).toList();
    long[] numbers =
        received.stream().mapToLong(event -> event.sourceNumber().getAsLong()).sorted().toArray();
    assertThat(numbers).as("each number once").doesNotHaveDuplicates();
    assertThat(received).extracting(Event::source).containsOnly(received.get(0).source());

    long accepted = said(program, "accepted");
    assertThat(said(program, "dropped")).isZero();
    assertThat(said(program, "delivered")).isEqualTo(accepted);
    assertThat(said(program, "longest call")).as("milliseconds, for sanity").isLessThan(2_000);
    assertThat(numbers[0]).isZero();
    assertThat(numbers[numbers.length - 1]).as("the last arrived").isEqualTo(accepted - 1);
    long missing = accepted - numbers.length;
    assertThat(missing).isBetween(1L, MOST_UNDER_WAY);
    assertSeen(missing, collector);
  }

  private static void assertSeen(long missing, CollectorProcess collector) throws Exception {
    TaskForest.Builder builder = TaskForest.builder();
    collector.events().forEach(builder::add);
    TaskForest forest = builder.build();
    assertThat(forest.roots())
        .singleElement()
        .satisfies(task ->
            assertThat(
                    task.items().stream()
                        .filter(Item.Gap.class::isInstance)
                        .mapToLong(gap -> ((Item.Gap) gap).size())
                        .sum())
                .isEqualTo(missing));
    String tree = collector.tree();
    assertThat(tree).contains("stream");
    Matcher gap = Pattern.compile("records? (\\d+)(?: to (\\d+))? not received").matcher(tree);
    long drawn = 0;
    while (gap.find()) {
      long from = Long.parseLong(gap.group(1));
      drawn += gap.group(2) == null ? 1 : Long.parseLong(gap.group(2)) - from + 1;
    }
    assertThat(drawn).as("records that the tree says are missing").isEqualTo(missing);
  }

  private static long said(JavaProcess program, String what) {
    return Long.parseLong(program.awaitSaid("(?m)^" + what + ": (\\d+)"));
  }
}
