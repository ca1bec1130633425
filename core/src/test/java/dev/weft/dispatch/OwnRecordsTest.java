package dev.weft.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event.LossReported;
import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.codec.EventDecoder;
import dev.weft.record.Losses;
import dev.weft.testkit.Records;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnRecordsTest {
  private final OwnRecords own =
      new OwnRecords(new Source("web-1", "shop", 4711, "s1"), Clock.systemUTC());

  @Test
  void announcement_saysInContexturesWordsWhoThisIs() {
    String announcement = Records.texts(own.announcement()).get(0);

    assertThat(announcement)
        .contains("\"kind\":\"source\"", "\"src\":\"s1\"", "\"levelno\":20")
        .contains("\"host\":\"web-1\"", "\"pid\":4711", "\"contexture\":\"1.3.1\"", "\"tid\":")
        .containsPattern("\"argv\":\\[\"[^ \"]*\"\\]");
  }

  @Test
  void lossReport_hasTheTrueCountForContexturesReaders() {
    Losses losses = new Losses();
    losses.count("queue-full", Level.INFO, 12);
    losses.count("queue-bytes", Level.WARN, 3);

    String report = Records.texts(own.laneReport(losses.sinceLast())).get(0);

    assertThat(report).contains("\"recovered\":15");
    LossReported loss = (LossReported) EventDecoder.decode(report.getBytes(StandardCharsets.UTF_8));
    assertThat(loss.lost()).isEqualTo(15);
    assertThat(loss.byReason()).isEqualTo(Map.of("queue-full", 12L, "queue-bytes", 3L));
  }

  @Test
  void counts_areInTheRightNumber() {
    assertThat(OwnRecords.records(0)).isEqualTo("0 records");
    assertThat(OwnRecords.records(1)).isEqualTo("1 record");
    assertThat(OwnRecords.records(12)).isEqualTo("12 records");
  }
}
