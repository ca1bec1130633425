package dev.weft.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Receiver;
import dev.weft.testkit.DistlogFixtures;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What distlog's client really sent, sent again. */
class DistlogReplayTest {
  private static final byte[] PICKLE = {'P', 'L', 'P'};
  private static final byte[] JSON = {'P', 'L', 'J'};

  private final RecordingIntake intake = new RecordingIntake();
  private final Receiver receiver = Peers.receiver();
  private PushConnection peer;

  @BeforeEach
  void connect() throws Exception {
    receiver.start(intake);
    peer = Peers.raw(receiver.address());
  }

  @AfterEach
  void close() {
    peer.close();
    receiver.close();
  }

  @Test
  void jsonRecords_passAsTheBytesThatCame() throws Exception {
    assertUnchanged(DistlogFixtures.exampleJson());
    assertUnchanged(DistlogFixtures.quirksJson());
    assertUnchanged(DistlogFixtures.python311Json());
  }

  private void assertUnchanged(List<DistlogFixtures.Message> messages) throws Exception {
    int before = intake.records().size();
    replay(messages);
    List<String> records = intake.awaitRecords(before + messages.size());
    assertThat(records.subList(before, records.size()))
        .isEqualTo(
            messages.stream().map(m -> new String(m.body(), StandardCharsets.UTF_8)).toList());
    assertThat(intake.rejected()).isEmpty();
  }

  @Test
  void pickledRecords_sayTheSameAsJson() throws Exception {
    replay(DistlogFixtures.examplePickle());
    List<String> records = intake.awaitRecords(7);

    assertThat(texts(records, "message"))
        .containsExactlyElementsOf(texts(bodies(DistlogFixtures.exampleJson()), "message"));
    assertThat(texts(records, "levelno"))
        .containsExactlyElementsOf(texts(bodies(DistlogFixtures.exampleJson()), "levelno"));
    assertThat(keyNumbers(records))
        .containsExactlyElementsOf(keyNumbers(bodies(DistlogFixtures.exampleJson())));
    assertThat(intake.rejected()).isEmpty();
  }

  @Test
  void pickledValuesOfPython311_areAllRead() throws Exception {
    List<DistlogFixtures.Message> messages = DistlogFixtures.python311Pickle();
    replay(messages);

    assertThat(texts(intake.awaitRecords(messages.size()), "message"))
        .hasSize(messages.size())
        .doesNotContainNull();
    assertThat(intake.rejected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"memo_bomb.pickle", "truncated.pickle", "deep.pickle", "os_system.pickle"})
  void hostilePickle_harmsNobody(String name) throws Exception {
    Peers.sendFrames(peer, PICKLE, DistlogFixtures.hostile(name));
    assertGoesOn();
    assertThat(intake.records().size() + intake.rejected().size()).isEqualTo(2);
  }

  @Test
  void hostileJson_harmsNobody() throws Exception {
    Peers.sendFrames(peer, JSON, DistlogFixtures.hostile("not_json.bin"));
    Peers.sendFrames(peer, JSON, DistlogFixtures.hostile("nan.json"));
    assertGoesOn();
    assertThat(intake.records()).hasSize(2).first().asString().contains("NaN");
    assertThat(intake.rejected()).hasSize(1);
  }

  private void assertGoesOn() throws Exception {
    Peers.sendFrames(peer, "PLJ", Records.logged(1));
    Awaitility.await()
        .untilAsserted(() -> assertThat(intake.records()).contains(Records.logged(1)));
  }

  private void replay(List<DistlogFixtures.Message> messages) throws Exception {
    for (DistlogFixtures.Message message : messages) {
      Peers.sendFrames(peer, message.topic(), message.body());
    }
  }

  private static List<String> bodies(List<DistlogFixtures.Message> messages) {
    return messages.stream().map(m -> new String(m.body(), StandardCharsets.UTF_8)).toList();
  }

  private static List<String> keyNumbers(List<String> records) {
    return texts(records, "context.key").stream()
        .map(key -> key == null ? "" : key.replaceAll("@[^/]*", "@"))
        .toList();
  }

  private static List<String> texts(List<String> records, String field) {
    FieldPath path = FieldPath.of(field);
    RawEvent view = new RawEvent();
    return records.stream()
        .map(record -> view.over(record.getBytes(StandardCharsets.UTF_8)).text(path))
        .collect(Collectors.toList());
  }
}
