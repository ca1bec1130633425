package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.weft.Scopes;
import dev.weft.Secret;
import dev.weft.Weft;
import dev.weft.WeftStats;
import dev.weft.daemon.config.Configuration;
import dev.weft.daemon.topology.Collector;
import dev.weft.daemon.topology.Counts;
import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Status;
import dev.weft.event.collate.Task;
import dev.weft.event.collate.TaskForest;
import dev.weft.logback.WeftAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event takes the walk that docs/ARCHITECTURE.md draws: from a line of code, over the wire and
 * through a collector, into a tree.
 */
class EventJourneyTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();

  @AfterEach
  void stop() {
    Weft.close();
    logback.reset();
  }

  @Test
  void event_takesTheWalk(@TempDir Path folder) throws IOException {
    Path kept = folder.resolve("kept.ndjson");
    Counts counts;
    WeftStats stats;
    try (Collector collector = collector(folder, kept)) {
      observe(collector.addresses().get("apps"));
      Logger log = LoggerFactory.getLogger("shop.till");
      Scopes.task("checkout %s", "order-17")
          .with("user", "leo")
          .run(() ->
              log.atInfo()
                  .addKeyValue("cents", 4_200)
                  .addKeyValue("card", Secret.of("4111 1111"))
                  .log("charged {}", "leo"));
      log.debug("below the threshold of this sink");
      assertThat(Weft.flush(LIMIT)).isTrue();
      Weft.close();
      stats = Weft.stats();
      counts = collector.stop(LIMIT);
    }

    assertThat(stats.accepted()).isEqualTo(stats.delivered() + stats.droppedTotal());
    assertThat(counts.conserved()).isTrue();
    assertThat(counts.held()).isZero();

    TaskForest forest = forest(kept);
    assertThat(forest.roots()).hasSize(1);
    Task checkout = forest.roots().get(0);
    assertThat(checkout.name()).contains("checkout order-17");
    assertThat(checkout.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(checkout.complete()).isTrue();
    assertThat(said(checkout))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.logger()).isEqualTo("shop.till");
          assertThat(line.level()).isEqualTo(Level.INFO);
          assertThat(line.template()).isEqualTo("charged {}");
          assertThat(line.message()).isEqualTo("charged leo");
          assertThat(line.fields())
              .containsEntry("user", "leo")
              .containsEntry("cents", 4_200L)
              .containsEntry("card", "***")
              .containsEntry("env", "test");
        });
    assertThat(Files.readString(kept)).doesNotContain("4111");
  }

  private static Collector collector(Path folder, Path kept) throws IOException {
    return Collector.start(
        Configuration.parse(
            "journey.yaml",
            """
            sources:
              apps: {type: zeromq, bind: "tcp://127.0.0.1:0"}
            filters:
              - add: {env: test}
            sinks:
              kept: {type: file, path: "%s", when: "level:>=info"}
            dead-letters: {path: "%s"}
            """
                .formatted(kept, folder.resolve("dead-letters.ndjson")),
            Map.of()));
  }

  private void observe(String address) {
    Weft.configure().service("shop").to(address.replace("tcp://", "zeromq://")).start();
    logback.reset();
    WeftAppender appender = new WeftAppender();
    appender.setContext(logback);
    appender.start();
    logback.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }

  private static TaskForest forest(Path file) throws IOException {
    TaskForest.Builder forest = TaskForest.builder();
    for (String line : Files.readAllLines(file)) {
      forest.add(EventDecoder.decode(line.getBytes(StandardCharsets.UTF_8)));
    }
    return forest.build();
  }

  private static List<Event.Logged> said(Task task) {
    return task.items().stream()
        .filter(Item.Said.class::isInstance)
        .map(item -> ((Item.Said) item).event())
        .filter(Event.Logged.class::isInstance)
        .map(Event.Logged.class::cast)
        .toList();
  }
}
