package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Level;
import dev.weft.record.PendingRecord;
import dev.weft.record.PendingRecord.Style;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import dev.weft.testkit.RecordingSink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeftTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void stop() {
    Weft.stop(PATIENCE);
  }

  @Test
  void start_sendsWhatTasksAndLoggersSay() {
    Weft.configure().service("shop").to(sink).start();

    Scopes.task("order %d", 7).with("user", "leo").run(scope -> log(Level.INFO, "into {}", "it"));

    assertThat(Weft.flush(PATIENCE)).isTrue();
    List<String> records = sink.records();
    assertThat(records).hasSize(4);
    assertThat(records.get(0)).contains("\"kind\":\"source\"", "\"processName\":\"shop\"");
    assertThat(records.get(1))
        .contains("\"message\":\"order 7\"", "\"kind\":\"begin\"", "\"user\":\"leo\"");
    assertThat(records.get(2)).contains("\"message\":\"into it\"", "\"context\":null");
    assertThat(records.get(3)).contains("\"kind\":\"end\"", "\"outcome\":\"succeeded\"", "\"n\":2");
    assertThat(Weft.stats().delivered()).isEqualTo(3);
  }

  private static void log(Level level, String template, Object... arguments) {
    Recorder recorder = Recording.recorder();
    PendingRecord record = recorder.open().text(template, Style.BRACES);
    for (Object argument : arguments) {
      record.argument(argument);
    }
    recorder.commit(record, level, "test", null);
  }
}
