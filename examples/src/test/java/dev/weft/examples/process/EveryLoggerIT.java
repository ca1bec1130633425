package dev.weft.examples.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Status;
import dev.weft.event.collate.Task;
import dev.weft.event.collate.TaskForest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program whose libraries log by Logback, Log4j, java.util.logging and System.Logger at once,
 * with the configurations that docs/log.md shows.
 */
class EveryLoggerIT {
  private static final String[] INSIDE = {
    "inside from Logback",
    "inside from Log4j",
    "inside from java.util.logging",
    "inside from System.Logger"
  };

  @Test
  void everySystemsRecords_landOnceInOneTree_andOnceOnTheConsole(@TempDir Path folder)
      throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(folder);
        JavaProcess program = program(folder, collector)) {
      assertThat(program.awaitExit(JavaProcess.LIMIT)).as(program.err()).isZero();
      assertThat(collector.process().stop()).isZero();

      TaskForest.Builder builder = TaskForest.builder();
      collector.events().forEach(builder::add);
      TaskForest forest = builder.build();
      assertThat(forest.duplicates()).isZero();
      assertThat(forest.roots()).singleElement().satisfies(EveryLoggerIT::assertComplete);
      assertThat(collector.events())
          .filteredOn(event -> event.key() == null && event.sourceNumber().isPresent())
          .extracting(EveryLoggerIT::message)
          .containsExactlyInAnyOrder(
              "outside from Logback",
              "outside from Log4j",
              "outside from java.util.logging",
              "outside from System.Logger");
      assertOnceOnTheConsole(program);
    }
  }

  private static JavaProcess program(Path folder, CollectorProcess collector) throws Exception {
    List<String> flags =
        List.of(
            "-Dweft.to=" + collector.address(),
            "-Dweft.service=shop",
            "-Dlogback.configurationFile=dev/weft/examples/logback-weft.xml",
            "-Dlog4j2.configurationFile=classpath:dev/weft/examples/log4j2-weft.xml");
    return JavaProcess.start(folder, "program", flags, EveryLoggerApplication.class.getName());
  }

  private static void assertComplete(Task task) {
    assertThat(task.name()).contains("one task");
    assertThat(task.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(task.complete()).isTrue();
    assertThat(
            task.items().stream()
                .filter(Item.Said.class::isInstance)
                .map(said -> message(((Item.Said) said).event())))
        .containsExactly(INSIDE);
  }

  private static void assertOnceOnTheConsole(JavaProcess program) {
    String console = program.out() + program.err();
    for (String line : INSIDE) {
      assertThat(console).containsOnlyOnce(line);
    }
    assertThat(console).contains("one task").doesNotContain("weft: ");
  }

  private static String message(Event event) {
    return event instanceof Event.Logged logged ? logged.message() : event.toString();
  }
}
