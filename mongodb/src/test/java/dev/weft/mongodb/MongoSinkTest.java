package dev.weft.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoSinkTest {
  private final JavaMongo mongo = new JavaMongo();
  private final Sink sink = create(Map.of("uri", mongo.uri(), "timeout", "5s"));

  private static Sink create(Map<String, String> given) {
    MongoSinkFactory factory = new MongoSinkFactory();
    return factory.create(Options.of("archive", factory.options(), given));
  }

  @AfterEach
  void close() {
    sink.close();
    mongo.close();
  }

  private static BitSet bits(int... indexes) {
    BitSet bits = new BitSet();
    for (int index : indexes) {
      bits.set(index);
    }
    return bits;
  }

  @Test
  void deliver_sameEventsAgain_storesThemOnce() throws Exception {
    assertThat(sink.deliver(Records.batch(Records.numbered(0, 5)))).isEqualTo(Delivery.DELIVERED);
    assertThat(sink.deliver(Records.batch(Records.numbered(3, 5)))).isEqualTo(Delivery.DELIVERED);

    assertThat(mongo.documents("events")).hasSize(8);
  }

  @Test
  void deliver_eventsWithoutIdentity_storesEach() throws Exception {
    Batch twice = Records.batch(Records.logged("tick"), Records.logged("tick"));

    assertThat(sink.deliver(twice)).isEqualTo(Delivery.DELIVERED);

    assertThat(mongo.documents("events")).hasSize(2);
  }

  @Test
  void deliver_tooLargeAndBroken_refusesThoseWithReasonAndStoresTheOthers() throws Exception {
    String large = Records.logged(1, "event 1", "\"x\":\"" + "y".repeat(17 << 20) + "\"");

    Delivery answer =
        sink.deliver(Records.batch(Records.logged(0), large, "[1]", Records.logged(3)));

    assertRefused(
        answer,
        bits(1, 2),
        reason ->
            assertThat(reason)
                .matches("mongodb 127.0.0.1:\\d+: document of \\d+ bytes, .* at most 16777216"));
    assertThat(mongo.documents("events")).hasSize(2);
  }

  @Test
  void deliver_onlyBroken_refusesThemAll() throws Exception {
    assertRefused(
        sink.deliver(Records.batch("{", "7")),
        bits(0, 1),
        reason -> assertThat(reason).contains("no JSON object: "));
  }

  @Test
  void deliver_otherUniqueIndexViolated_refusesWithMongosReason() throws Exception {
    mongo.ask(client ->
        client
            .getDatabase("weft")
            .getCollection("events")
            .createIndex(Indexes.ascending("user"), new IndexOptions().unique(true)));
    List<String> records =
        List.of(
            Records.logged(0, "event 0", "\"user\":\"ann\""),
            Records.logged(1, "event 1", "\"user\":\"ann\""),
            Records.logged(2, "event 2", "\"user\":\"bob\""));

    assertRefused(
        sink.deliver(Records.batch(records)),
        bits(1),
        reason -> assertThat(reason).contains("duplicate key"));
    assertThat(mongo.documents("events")).hasSize(2);
  }

  @Test
  void deliver_answerLost_storesEachOnceWhenGivenAgain() throws Exception {
    sink.open();
    Batch batch = Records.batch(Records.logged("no identity"), Records.logged(1));
    mongo.relay().hang();
    Thread cutter =
        new Thread(() -> {
          mongo.relay().cut();
          mongo.relay().resume();
        });
    // The server gets the batch, and its answer is lost with the connection.
    Thread caller = new Thread(() -> deliverQuietly(batch), "caller");
    caller.start();
    Awaitility.await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    cutter.start();
    cutter.join(20_000);
    caller.join(20_000);
    mongo.relay().restore();

    Awaitility.await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> sink.deliver(batch).equals(Delivery.DELIVERED));

    assertThat(mongo.documents("events"))
        .extracting(document -> document.get("message"))
        .containsExactlyInAnyOrder("no identity", "event 1");
  }

  private void deliverQuietly(Batch batch) {
    try {
      sink.deliver(batch);
    } catch (IOException | InterruptedException away) {
      // What the test is about: nobody knows whether it arrived.
    }
  }

  @Test
  void deliver_hostileNamesAndValues_canBeQueried() throws Exception {
    assertThat(sink.deliver(Records.batch(Records.hostile(0)))).isEqualTo(Delivery.DELIVERED);

    assertThat(mongo.documents("events"))
        .filteredOn(document -> document.containsKey("a%2Eb"))
        .singleElement()
        .satisfies(document -> {
          assertThat(document.get("%5Fid")).isEqualTo(4);
          assertThat(document.get("%24set")).isEqualTo(new Document("%24where", 2));
        });
  }

  private static void assertRefused(Delivery answer, BitSet records, Consumer<String> reason) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Delivery.Refused.class,
            refused -> {
              assertThat(refused.records()).isEqualTo(records);
              reason.accept(refused.reason());
            });
  }
}
