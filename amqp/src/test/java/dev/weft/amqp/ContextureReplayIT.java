package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.GetResponse;
import dev.weft.event.Event;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What contexture really sent, sent again through a broker, into Weft and out of it again. */
class ContextureReplayIT {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private static final Path RECORDED =
      Path.of("src/test/resources/contexture/lifecycle-fixed.amqp.jsonl");

  private final String exchange = Rabbit.name("exchange");
  private final List<Message> messages = new ArrayList<>();
  private final RecordingIntake intake = new RecordingIntake();

  private record Message(String key, Map<String, Object> headers, String body) {}

  @BeforeEach
  void read() throws IOException {
    for (String line : Files.readAllLines(RECORDED)) {
      Map<String, Object> recorded = object(line);
      Map<String, Object> properties = asObject(recorded.get("properties"));
      messages.add(
          new Message(
              String.valueOf(recorded.get("routing_key")),
              asObject(properties.get("headers")),
              String.valueOf(recorded.get("body"))));
    }
    assertThat(messages).hasSizeGreaterThan(10);
  }

  private static Map<String, Object> object(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return JsonReader.readObject(bytes, 0, bytes.length);
  }

  @SuppressWarnings("unchecked") // the reader's own maps have String keys
  private static Map<String, Object> asObject(Object value) {
    return (Map<String, Object>) value;
  }

  private List<String> received() throws Exception {
    try (Receiver receiver = Rabbit.source(RABBIT.uri(), Map.of("exchange", exchange));
        Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      receiver.start(intake);
      for (Message message : messages) {
        rabbit.publish(
            exchange,
            message.key(),
            HeaderTable.toAmqp(message.headers()),
            message.body().getBytes(UTF_8));
      }
      return intake.awaitRecords(messages.size());
    }
  }

  @Test
  void messages_becomeRecordsThatSayTheSame() throws Exception {
    List<String> records = received();

    assertThat(records).hasSize(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      Map<String, Object> expected = new LinkedHashMap<>(object(messages.get(i).body()));
      expected.put(
          "weft", Map.of("rkey", messages.get(i).key(), "headers", messages.get(i).headers()));
      assertThat(object(records.get(i))).isEqualTo(expected);
    }
    assertThat(intake.rejected()).isEmpty();
  }

  @Test
  void records_areEventsOfObjects() throws Exception {
    List<Event.ObjectChanged> changes = new ArrayList<>();
    for (String record : received()) {
      Event event = EventDecoder.decode(new RawEvent().over(record.getBytes(UTF_8)));
      if (event instanceof Event.ObjectChanged change) {
        changes.add(change);
      }
    }

    assertThat(changes)
        .allSatisfy(change -> assertThat(change.headers()).containsEntry("hostname", "vm"));
    assertThat(changes.get(0).kind()).isEqualTo(Event.ObjectKind.BORN);
    assertThat(changes.get(0).routingKey()).isEqualTo("__main__.Context");
    assertThat(changes.get(0).set()).isEqualTo(Map.of("url", "http://foo.com"));
    assertThat(changes).anySatisfy(change -> assertThat(change.removed()).containsExactly("x"));
    assertThat(changes)
        .anySatisfy(change -> assertThat(change.kind()).isEqualTo(Event.ObjectKind.TRANSIENT));
  }

  @Test
  void records_leaveAsTheMessagesThatCame() throws Exception {
    Batch batch = Records.batch(received());
    String further = Rabbit.name("exchange");
    try (Rabbit rabbit = Rabbit.on(RABBIT.port());
        Sink sink = Rabbit.sink(RABBIT.uri(), Map.of("exchange", further))) {
      String queue = rabbit.queueOf(further);
      assertThat(sink.deliver(batch)).isEqualTo(Delivery.DELIVERED);

      for (Message sent : messages) {
        GetResponse message = rabbit.next(queue);
        assertThat(message.getEnvelope().getRoutingKey()).isEqualTo(sent.key());
        assertSame(object(Rabbit.text(message)), object(sent.body()));
        assertThat(message.getProps().getHeaders())
            .hasSameSizeAs(sent.headers())
            .containsKeys("hostname", "x-puka-delivery-tag");
      }
    }
  }

  // To what contexture could not serialise, it adds nothing itself.
  private static void assertSame(Map<String, Object> message, Map<String, Object> sent) {
    if (sent.containsKey("handler_id")) {
      assertThat(message).isEqualTo(sent);
    } else {
      assertThat(sent).containsOnlyKeys("error");
      assertThat(message).containsAllEntriesOf(sent).containsKey("handler_id");
    }
  }
}
