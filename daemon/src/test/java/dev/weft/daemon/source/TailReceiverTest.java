package dev.weft.daemon.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.testkit.ReceiverContract;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailReceiverTest extends ReceiverContract {
  @TempDir Path folder;

  @Override
  protected Receiver createReceiver() {
    return receiver(Map.of("lines", "json"));
  }

  @Override
  protected void send(Receiver receiver, List<String> records) throws IOException {
    append("app.log", String.join("\n", records) + "\n");
  }

  @Override
  protected int sendBroken(Receiver receiver) throws IOException {
    append("app.log", "not json\n{\"half\":\n");
    return 2;
  }

  @Test
  void partialLine_waitsForItsLineFeed() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = receiver(Map.of())) {
      receiver.start(intake);
      append("app.log", Records.logged(0) + "\n" + Records.logged(1).substring(0, 30));
      intake.awaitRecords(1);
      append("app.log", Records.logged(1).substring(30) + "\n");

      assertThat(intake.awaitRecords(2)).isEqualTo(Records.numbered(0, 2));
    }
  }

  @Test
  void rotationByRename_losesAndRepeatsNothing() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = receiver(Map.of())) {
      receiver.start(intake);
      append("app.log", lines(0, 10));
      intake.awaitRecords(10);
      append("app.log", lines(10, 5));
      Files.move(folder.resolve("app.log"), folder.resolve("app.log.1"));
      append("app.log", lines(20, 5));
      // The writer has not noticed yet that its file has another name.
      append("app.log.1", lines(15, 5));

      assertThat(intake.awaitRecords(25))
          .containsExactlyInAnyOrderElementsOf(Records.numbered(0, 25));
    }
  }

  @Test
  void rotationByTruncation_isReadAnew() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = receiver(Map.of())) {
      receiver.start(intake);
      append("app.log", lines(0, 10));
      intake.awaitRecords(10);
      Files.writeString(
          folder.resolve("app.log"), lines(10, 3), StandardOpenOption.TRUNCATE_EXISTING);

      assertThat(intake.awaitRecords(13)).isEqualTo(Records.numbered(0, 13));
    }
  }

  @Test
  void restart_neitherRepeatsNorLoses_alsoThroughARotation() throws Exception {
    RecordingIntake first = new RecordingIntake();
    try (Receiver receiver = receiver(Map.of())) {
      receiver.start(first);
      append("app.log", lines(0, 10) + Records.logged(10).substring(0, 20));
      first.awaitRecords(10);
    }
    append("app.log", Records.logged(10).substring(20) + "\n");
    Files.move(folder.resolve("app.log"), folder.resolve("app.log.1"));
    append("app.log", lines(11, 5));

    RecordingIntake second = new RecordingIntake();
    try (Receiver receiver = receiver(Map.of())) {
      receiver.start(second);

      assertThat(second.awaitRecords(6)).isEqualTo(Records.numbered(10, 6));
    }
  }

  @Test
  void close_readsWhatIsThere() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = receiver(Map.of("poll", "1h"))) {
      receiver.start(intake);
      append("app.log", lines(0, 10));
    }

    assertThat(intake.records()).isEqualTo(Records.numbered(0, 10));
  }

  @Test
  void pattern_followsAllFilesThatMatch_newOnesToo() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    append("a.log", lines(0, 2));
    try (Receiver receiver = receiver(Map.of("path", folder + "/*.log"))) {
      receiver.start(intake);
      intake.awaitRecords(2);
      append("b.log", lines(2, 2));

      assertThat(intake.awaitRecords(4)).isEqualTo(Records.numbered(0, 4));
    }
  }

  @Test
  void fromEnd_leavesOutWhatWasThereAtTheFirstStart() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    append("app.log", lines(0, 10));
    try (Receiver receiver = receiver(Map.of("from", "end"))) {
      receiver.start(intake);
      append("app.log", lines(10, 2));

      assertThat(intake.awaitRecords(2)).isEqualTo(Records.numbered(10, 2));
    }
  }

  @Test
  void plainLines_becomeRecords() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = receiver(Map.of())) {
      receiver.start(intake);
      append("app.log", "plain \"text\"\r\n\n" + lines(0, 1));

      assertThat(intake.awaitRecords(2).get(0))
          .startsWith("{\"name\":\"apps\",\"msg\":\"plain \\\"text\\\"\",\"levelname\":\"INFO\"")
          .contains("\"context\":null,\"message\":\"plain \\\"text\\\"\"");
      assertThat(intake.records().get(1)).isEqualTo(Records.logged(0));
    }
  }

  @Test
  void lineBeyondTheLimit_isRejectedOnce_andTheNextIsRead() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = receiver(Map.of("max-line", "1KiB"))) {
      receiver.start(intake);
      append("app.log", "x".repeat(300_000) + "\n" + lines(0, 1));

      assertThat(intake.awaitRecords(1)).isEqualTo(Records.numbered(0, 1));
      assertThat(intake.rejected())
          .singleElement()
          .satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo("line-too-long");
            assertThat(rejected.detail()).isEqualTo("a line of more than 1024 bytes");
            assertThat(rejected.sample()).hasSize(4096);
          });
    }
  }

  @Test
  void fileThatIsNotThereYet_isFollowedOnceItIs() throws Exception {
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = receiver(Map.of("path", folder + "/later/app.log"))) {
      receiver.start(intake);
      Files.createDirectory(folder.resolve("later"));
      append("later/app.log", lines(0, 1));

      intake.awaitRecords(1);
    }
    Awaitility.await().until(() -> Files.exists(folder.resolve("state")));
  }

  private Receiver receiver(Map<String, String> more) {
    Map<String, String> given = new HashMap<>();
    given.put("path", folder + "/app.log");
    given.put("state", folder + "/state");
    given.put("poll", "10ms");
    given.putAll(more);
    TailReceiverFactory factory = new TailReceiverFactory();
    return factory.create(Options.of("apps", factory.options(), given));
  }

  private static String lines(int first, int count) {
    return String.join("\n", Records.numbered(first, count)) + "\n";
  }

  private void append(String name, String text) throws IOException {
    Files.write(
        folder.resolve(name),
        text.getBytes(UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
