package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.record.PendingRecord;
import dev.weft.record.PendingRecord.Style;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import dev.weft.testkit.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one record may hold, whatever a call gives it. */
class RecordBudgetTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LONG = "x".repeat(4000);

  private final RecordingSink sink = new RecordingSink();
  private Recorder recorder = Recording.inert();
  private PendingRecord record;

  @BeforeEach
  void start() {
    Weft.configure().to(sink).start();
    recorder = Recording.recorder();
    record = recorder.open();
  }

  @AfterEach
  void stop() {
    Weft.stop(PATIENCE);
  }

  @Test
  void valuesWithinTheBudget_areSentWhole() {
    record.text("sold", Style.PLAIN);
    for (int i = 0; i < 16; i++) {
      record.field("f" + i, LONG);
    }

    assertThat(sent()).contains("\"f15\":\"" + LONG + "\"").doesNotContain("trunc");
  }

  @Test
  void fieldAcrossTheBudget_isCutAndLaterOnesAreCounted() {
    record.text("sold", Style.PLAIN);
    for (int i = 0; i < 20; i++) {
      record.field("f" + i, LONG);
    }

    String sent = sent();

    assertThat(sent.length()).isBetween(64 * 1024, 66 * 1024);
    assertThat(sent)
        .contains("\"f15\":\"" + LONG + "\"", "\"f16\":\"xxx", "\"…\":\"<3 more>\"")
        .contains("\"trunc\":[\"f16\",\"…\"]")
        .doesNotContain("\"f17\"");
  }

  @Test
  void argumentsAcrossTheBudget_areCutInTheMessage() {
    record.text("{} {}", Style.BRACES);
    record.argument(tree(15)).argument(tree(15));

    String sent = sent();

    assertThat(sent.length()).isBetween(64 * 1024, 66 * 1024);
    assertThat(sent).contains("\"trunc\":[\"message\"]", "14=xxx", " more>}");
  }

  @Test
  void treeAcrossTheBudget_losesItsEndOnly() {
    record.text("sold", Style.PLAIN);
    record.field("first", tree(10)).field("second", tree(10)).field("third", 3);

    assertThat(sent())
        .contains("\"second\":{\"0\":\"xxx", "\"…\":\"<3 more>\"}", "\"…\":\"<1 more>\"")
        .contains("\"trunc\":[\"second.6\",\"second.…\",\"…\"]");
  }

  @Test
  void contextOfTheLoggingSystem_countsToo() {
    record.text("sold", Style.PLAIN);
    record.mdc("large", "y".repeat(70_000)).mdc("later", "z").field("last", 1);

    assertThat(sent())
        .contains("\"trunc\":[\"…\",\"mdc.large\"]", "\"…\":\"<2 more>\"")
        .doesNotContain("later");
  }

  @Test
  void numbersWithoutEnd_endToo() {
    record.text("sold", Style.PLAIN);
    for (int i = 0; i < 100_000; i++) {
      record.argument(i);
    }

    assertThat(record.argumentCount()).isEqualTo(8 * 1024);
    assertThat(sent()).contains("\"…\":\"<91808 more>\"");
  }

  @Test
  void reusedRecord_hasItsWholeBudgetAgain() {
    for (int i = 0; i < 20; i++) {
      record = recorder.open();
      record.text("sold", Style.PLAIN).field("f", tree(15));
      assertThat(sent()).doesNotContain("trunc");
    }
  }

  /** Of some 4,000 characters an entry, as captured. */
  private static Object tree(int entries) {
    Map<String, String> tree = new LinkedHashMap<>();
    for (int i = 0; i < entries; i++) {
      tree.put(String.valueOf(i), LONG);
    }
    Object captured = Capture.DEFAULT.value(tree);
    return captured == null ? "" : captured;
  }

  private String sent() {
    recorder.commit(record, Level.INFO, "shop", null);
    assertThat(Weft.flush(PATIENCE)).isTrue();
    List<String> records = new ArrayList<>(sink.recordsWithoutSources());
    return records.get(records.size() - 1);
  }
}
