package dev.weft.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.capture.Capture;
import dev.weft.event.Event.Outcome;
import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.flow.Batch;
import dev.weft.record.Bindings;
import dev.weft.record.EventQueue;
import dev.weft.record.PendingRecord;
import dev.weft.record.PendingRecord.Style;
import dev.weft.record.QueueLimits;
import dev.weft.record.TaskNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a program logs: folded on its way or not, it is the same when it arrives. */
class FoldedRecordsTest {
  private static final Source SHOP = new Source("vm", "shop", 1, "run");
  private static final List<String> TEMPLATES =
      List.of("read {} rows of {}", "{}", "no places", "\"quoted\"\n{}\u2028", "", "é€ {} 😀 {}");
  private static final List<Object> VALUES =
      List.of(1, -7L, 1.5, "text", "line\nbreak", "é€😀", "", true, new BigDecimal("1e400"));

  private final Random random = new Random(5);
  private final EventQueue queue = new EventQueue(QueueLimits.DEFAULT, Level.TRACE);
  private final Batch.Builder plain = Batch.builder("test");
  private final Batch.Builder folding = Batch.foldingBuilder("test");
  private final RecordEncoder toPlain = encoder(plain);
  private final RecordEncoder toFolding = encoder(folding);
  private final List<TaskNode> tasks = tasks();
  private long number;

  private static RecordEncoder encoder(Batch.Builder builder) {
    return new RecordEncoder(builder.record(), SHOP, 1_795_165_000_000_000L, Capture.DEFAULT);
  }

  private static List<TaskNode> tasks() {
    Bindings some = Bindings.ofPairs(new Object[] {"user", "léo", "rows", 7});
    return List.of(
        TaskNode.root(Bindings.NONE),
        TaskNode.root(some),
        TaskNode.root(Bindings.ofPairs(new Object[] {"long", "x".repeat(5_000)})));
  }

  @Test
  void records_areTheSameFoldedOrNot() {
    for (int round = 0; round < 100; round++) {
      for (int i = random.nextInt(200); i > 0; i--) {
        record();
      }
      Batch expected = plain.build();
      Batch batch = folding.build();

      assertThat(batch.size()).isEqualTo(expected.size());
      assertThat(batch.length()).isEqualTo(expected.length());
      assertThat(text(batch)).isEqualTo(text(expected));
      assertThat(
              batch.size() == 0 ? Map.of() : JsonReader.readObject(batch.bytes(), 0, batch.end(0)))
          .isNotNull();
    }
  }

  private void record() {
    PendingRecord record = queue.open();
    record.created(1_795_165_727_000_000L + number * random.nextInt(40)).thread(7, "main");
    record.text(oneOf(TEMPLATES), random.nextInt(9) == 0 ? Style.PLAIN : Style.BRACES);
    for (int i = random.nextInt(4); i > 0; i--) {
      record.argument(value());
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      record.field("field-" + random.nextInt(8), value());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      record.mdc("mdc", "some");
    }
    switch (random.nextInt(12)) {
      case 0 -> record.failure(new IllegalStateException("no\nway"));
      case 1 -> record.end(Outcome.SUCCEEDED);
      case 2 -> record.begin(true, false, "3@root");
      case 3 -> record.markers(List.of("AUDIT"));
      case 4 -> record.location(new StackTraceElement("a.B", "c", "B.java", 7));
      default -> {}
    }
    Level level = random.nextBoolean() ? Level.INFO : Level.ERROR;
    queue.commit(record, level, "a.log", random.nextInt(4) == 0 ? null : oneOf(tasks));
    PendingRecord queued = queue.peek();
    toPlain.write(queued, number);
    toFolding.write(queued, number++);
    queue.release(queued);
    if (random.nextInt(30) == 0) {
      plain.dropRecord();
      folding.dropRecord();
    } else {
      plain.endRecord();
      folding.endRecord();
    }
  }

  private Object value() {
    return random.nextInt(20) == 0
        ? Map.of("list", List.of(1, "a"), "long", "y".repeat(300))
        : oneOf(VALUES);
  }

  private <T> T oneOf(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  private static String text(Batch batch) {
    return new String(batch.bytes(), 0, batch.length(), UTF_8);
  }
}
