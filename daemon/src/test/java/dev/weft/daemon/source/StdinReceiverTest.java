package dev.weft.daemon.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Options;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StdinReceiverTest {
  @Test
  void stdin_readsToTheEnd_andIsExhaustedThen() {
    String text = Records.logged(0) + "\nplain\n" + Records.logged(1);
    RecordingIntake intake = new RecordingIntake();
    try (StdinReceiver receiver = receiver(text, Map.of("lines", "json"))) {
      receiver.start(intake);
      Awaitility.await().until(receiver::exhausted);

      assertThat(intake.records()).isEqualTo(Records.numbered(0, 2));
      assertThat(intake.rejected())
          .singleElement()
          .satisfies(rejected -> assertThat(rejected.sample()).isEqualTo("plain"));
    }
  }

  private static StdinReceiver receiver(String text, Map<String, String> given) {
    return new StdinReceiver(
        Options.of("in", new StdinReceiverFactory().options(), given),
        new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
