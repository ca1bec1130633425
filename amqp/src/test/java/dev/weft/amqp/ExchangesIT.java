package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exchanges of all types, queues that are there, and what is not. */
class ExchangesIT {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private final String exchange = Rabbit.name("exchange");
  private final RecordingIntake intake = new RecordingIntake();
  private Rabbit rabbit;

  @BeforeEach
  void connect() throws Exception {
    rabbit = Rabbit.on(RABBIT.port());
  }

  @AfterEach
  void disconnect() {
    rabbit.close();
  }

  private static String marked(int mark, String weft) {
    return "{\"mark\":" + mark + ",\"weft\":{" + weft + "}}";
  }

  private void deliver(String type, String... records) throws Exception {
    try (Sink sink =
        Rabbit.sink(
            RABBIT.uri(), Map.of("exchange", exchange, "exchange-type", type, "confirm", "on"))) {
      sink.open();
      assertThat(sink.deliver(Records.batch(records))).isEqualTo(Delivery.DELIVERED);
    }
  }

  private Receiver follow(Interest interest) {
    return new AmqpStreamFactory().follow(URI.create(RABBIT.uri()), interest.exchange(exchange));
  }

  private List<Integer> awaitMarks(int count) {
    return intake.awaitRecords(count).stream()
        .map(record -> Integer.valueOf(record.replaceAll("\\{\"mark\":(\\d+),.*", "$1")))
        .toList();
  }

  @Test
  void sink_missingExchange_isDeclaredDurable() throws Exception {
    deliver("topic", marked(1, ""));

    rabbit.channel().exchangeDeclare(exchange, "topic", true);
    assertThat(rabbit.channel().isOpen()).isTrue();
  }

  @Test
  void sink_exchangeOfAnotherType_saysSo() throws Exception {
    rabbit.channel().exchangeDeclare(exchange, "fanout", true);
    try (Sink sink = Rabbit.sink(RABBIT.uri(), Map.of("exchange", exchange))) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "amqp://127.0.0.1:"
                  + RABBIT.port()
                  + ": the exchange \""
                  + exchange
                  + "\" is there and not of type \"topic\"; change exchange-type, or take another"
                  + " exchange");
    }
  }

  @Test
  void bothEnds_exchangeThatIsNotDurable_useItAsItIs() throws Exception {
    rabbit.channel().exchangeDeclare(exchange, "topic", false);
    try (Receiver receiver = Rabbit.source(RABBIT.uri(), Map.of("exchange", exchange))) {
      receiver.start(intake);
      deliver("topic", marked(1, ""));

      assertThat(awaitMarks(1)).containsExactly(1);
    }
  }

  @Test
  void source_bindings_chooseByRoutingKey() throws Exception {
    Map<String, Object> options =
        Map.of("exchange", exchange, "bindings", List.of("web.*", "log.#"));
    try (Receiver receiver = Rabbit.source(RABBIT.uri(), options)) {
      receiver.start(intake);
      deliver(
          "topic",
          marked(1, "\"rkey\":\"web.jobs\""),
          marked(2, "\"rkey\":\"web.jobs.more\""),
          marked(3, "\"rkey\":\"log\""),
          marked(4, "\"rkey\":\"other\""),
          marked(5, "\"rkey\":\"log.a.b\""));

      assertThat(awaitMarks(3)).containsExactly(1, 3, 5);
    }
  }

  @Test
  void source_headersExchange_choosesByHeaders() throws Exception {
    Map<String, Object> arguments = Map.of("item", 17, "env", "prod");
    Map<String, Object> all =
        Map.of("exchange", exchange, "exchange-type", "headers", "arguments", arguments);
    String both = "\"headers\":{\"item\":17,\"env\":\"prod\"}";
    String one = "\"headers\":{\"item\":17,\"env\":\"test\"}";
    try (Receiver receiver = Rabbit.source(RABBIT.uri(), all)) {
      receiver.start(intake);
      deliver("headers", marked(1, both), marked(2, one), marked(3, ""), marked(4, both));

      assertThat(awaitMarks(2)).containsExactly(1, 4);
    }
  }

  @Test
  void source_headersExchangeMatchingAny_takesMore() throws Exception {
    Map<String, Object> any =
        Map.of(
            "exchange",
            exchange,
            "exchange-type",
            "headers",
            "match",
            "any",
            "arguments",
            Map.of("item", 17, "env", "prod"));
    try (Receiver receiver = Rabbit.source(RABBIT.uri(), any)) {
      receiver.start(intake);
      deliver(
          "headers",
          marked(1, "\"headers\":{\"item\":17}"),
          marked(2, "\"headers\":{\"item\":18}"),
          marked(3, "\"headers\":{\"env\":\"prod\"}"));

      assertThat(awaitMarks(2)).containsExactly(1, 3);
    }
  }

  @Test
  void source_fanoutExchange_takesAll() throws Exception {
    Map<String, Object> options = Map.of("exchange", exchange, "exchange-type", "fanout");
    try (Receiver receiver = Rabbit.source(RABBIT.uri(), options)) {
      receiver.start(intake);
      deliver("fanout", marked(1, "\"rkey\":\"any\""), marked(2, ""));

      assertThat(awaitMarks(2)).containsExactly(1, 2);
    }
  }

  @Test
  void follow_exchangeOfAnyType_bringsOnlyWhatIsAskedFor() throws Exception {
    rabbit.channel().exchangeDeclare(exchange, "fanout", true);
    try (Receiver receiver =
        follow(
            Interest.EVERYTHING
                .routingKeys(List.of("web.#"))
                .arguments(Map.of("item", 17), true))) {
      receiver.start(intake);
      deliver(
          "fanout",
          marked(1, "\"rkey\":\"web\",\"headers\":{\"item\":17}"),
          marked(2, "\"rkey\":\"web\",\"headers\":{\"item\":18}"),
          marked(3, "\"rkey\":\"log\",\"headers\":{\"item\":17}"),
          marked(4, "\"rkey\":\"web.jobs\",\"headers\":{\"item\":17}"));

      assertThat(awaitMarks(2)).containsExactly(1, 4);
    }
  }

  @Test
  void follow_namedQueue_takesItsMessagesAway() throws Exception {
    String queue = rabbit.queueOf(exchange);
    for (int mark = 0; mark < 10; mark++) {
      rabbit.publish(exchange, mark % 2 == 0 ? "even" : "odd", marked(mark, ""));
    }
    try (Receiver receiver = follow(Interest.EVERYTHING.queue(queue).routingKeys(List.of("odd")))) {
      receiver.start(intake);

      assertThat(awaitMarks(5)).containsExactly(1, 3, 5, 7, 9);
      assertThat(receiver.address())
          .isEqualTo("amqp://127.0.0.1:" + RABBIT.port() + " queue " + queue);
    }
    assertThat(rabbit.all(queue)).isEmpty();
    rabbit.publish("", queue, "{}");
    assertThat(Rabbit.text(rabbit.next(queue))).isEqualTo("{}");
  }

  @Test
  void start_queueThatIsNotThere_saysWhatToDo() {
    try (Receiver receiver = follow(Interest.EVERYTHING.queue("no-such-queue"))) {
      assertThatThrownBy(() -> receiver.start(intake))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "amqp://127.0.0.1:"
                  + RABBIT.port()
                  + ": the queue \"no-such-queue\" cannot be had: NOT_FOUND - no queue"
                  + " 'no-such-queue' in vhost '/'; declare it first");
    }
  }

  @Test
  void start_queueArgumentsThatAreRefused_goesOnWithoutThem() throws Exception {
    AmqpAddress address = AmqpAddress.parse("uri", RABBIT.uri());
    Subscription subscription =
        new Subscription(
            new Exchange(exchange, "topic"),
            Interest.EVERYTHING.exchange(exchange),
            false,
            100,
            true,
            Map.of("x-message-ttl", "no number"),
            1 << 20);
    Broker broker = Brokers.at(address);
    try (Receiver receiver = new AmqpReceiver(broker, subscription)) {
      receiver.start(intake);
      rabbit.publish(exchange, "key", "{\"mark\":1,\"text\":\"\u00fc\"}");

      assertThat(intake.awaitRecords(1))
          .containsExactly("{\"mark\":1,\"text\":\"\u00fc\",\"weft\":{\"rkey\":\"key\"}}");
    }
  }

  @Test
  void removalBesideValues_isRepeatedForContexture() throws Exception {
    String queue = rabbit.queueOf(exchange);

    deliver(
        "topic",
        "{\"obj_id\":\"o\",\"obj\":{\"z\":3},\"weft\":{\"seq\":1,\"removed\":[\"x\"],\"rkey\":\"k\"}}",
        "{\"obj_id\":\"o\",\"weft\":{\"echo\":true}}");

    assertThat(Rabbit.text(rabbit.next(queue))).contains("\"removed\":[\"x\"]");
    var repeated = rabbit.next(queue);
    assertThat(new String(repeated.getBody(), UTF_8))
        .startsWith("{\"obj_id\":\"o\",\"obj\":{\"x\":null},\"action\":\"delete\",")
        .contains("\"echo\":true");
    assertThat(repeated.getEnvelope().getRoutingKey()).isEqualTo("k");
    assertThat(rabbit.all(queue)).isEmpty();
  }
}
