package dev.weft.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.testkit.Records;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class MessagesTest {
  private final String name;
  private final MemoryStream stream;

  MessagesTest(TestInfo test) {
    name = "messages-" + test.getTestMethod().orElseThrow().getName().replace('_', '-');
    stream = MemoryStream.named(name);
  }

  private Messages.Builder messages() {
    return Messages.from("memory://" + name);
  }

  @Test
  void message_isWhatWasSent_withoutItsRouting() {
    try (Messages messages = messages().open()) {
      stream.publish(
          "{\"obj_id\":\"1\",\"obj\":{\"a\":null},\"hostname\":\"h\",\"weft\":{\"rkey\":\"shop\",\"headers\":{\"x\":1}}}",
          "{\"obj_id\":\"2\",\"obj\":{},\"weft\":{\"seq\":4,\"rkey\":\"shop\"}}",
          Records.logged("hello"));
      Message first = messages.next();
      assertThat(first.object().toString()).isEqualTo("{obj_id=1, obj={a=null}, hostname=h}");
      assertThat(first.headers()).isEqualTo(Map.of("x", 1L, "hostname", "h"));
      assertThat(first.routingKey()).isEqualTo("shop");
      assertThat(messages.next().object()).containsEntry("weft", Map.of("seq", 4L));
      assertThat(messages.next().routingKey()).isEqualTo("log.weft.test");
    }
  }

  @Test
  void echoesAndHeartbeats_areLeftOut_brokenOnesAreCounted() {
    try (Messages messages = messages().open()) {
      stream.publish(
          RemoteObject.alive(RemoteObject.SHOP),
          "{\"obj_id\":\"1\",\"obj\":{\"a\":null},\"action\":\"delete\",\"weft\":{\"echo\":true}}",
          "{\"obj_id\":",
          "[1,2]",
          "{\"last\":true}");
      stream.reject("?");
      assertThat(messages.next().object()).isEqualTo(Map.of("last", true));
      assertThat(messages.rejected()).isEqualTo(3);
      stream.lose(5);
      assertThat(messages.lost()).isEqualTo(5);
    }
  }

  @Test
  void routingKeysAndArguments_choose() {
    try (Messages messages =
        messages().routingKeys("shop.*").arguments(Map.of("hostname", "host-1")).open()) {
      stream.publish("{\"a\":1}");
      stream.publish(RemoteObject.of("other", "else").born());
      stream.publish(RemoteObject.ofPython("elsewhere").born());
      stream.publish(RemoteObject.of("17").born());
      assertThat(messages.next().object()).containsEntry("obj_id", "17");
    }
  }

  @Test
  void hostileRecords_come() {
    List<String> hostile = Records.hostile(0);
    stream.exhaust();
    try (Messages messages = messages().open()) {
      stream.publish(hostile.toArray(String[]::new));
      assertThat(messages.stream()).hasSize(hostile.size());
      assertThat(messages.rejected()).isZero();
    }
  }

  @Test
  void slowReader_holdsTheSenderUp_andLosesNothing() throws Exception {
    try (Messages messages = messages().open()) {
      String large = "x".repeat(100_000);
      Thread sender =
          new Thread(() -> {
            for (int i = 0; i < 50; i++) {
              stream.publish("{\"n\":" + i + ",\"large\":\"" + large + "\"}");
            }
          });
      sender.setDaemon(true);
      sender.start();
      await().until(() -> sender.getState() == Thread.State.WAITING);
      List<Object> numbers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        numbers.add(messages.next().object().get("n"));
      }
      assertThat(numbers).hasSize(50).startsWith(0L, 1L).endsWith(49L).isSorted();
      sender.join(TimeUnit.SECONDS.toMillis(20));
      assertThat(sender.isAlive()).isFalse();
    }
  }

  @Test
  void batchLargerThanTheBuffer_comesThrough() {
    try (Messages messages = messages().open()) {
      stream.publish("{\"large\":\"" + "x".repeat(3 << 20) + "\"}");
      assertThat(messages.next().object()).containsKey("large");
    }
  }

  @Test
  void close_endsAWaitingReader() throws Exception {
    Messages messages = messages().open();
    CompletableFuture<Boolean> reader = CompletableFuture.supplyAsync(messages::hasNext);
    await().until(() -> stream.followers() == 1);
    messages.close();
    messages.close();
    assertThat(reader.get(20, TimeUnit.SECONDS)).isFalse();
    assertThat(messages.hasNext()).isFalse();
    assertThatThrownBy(messages::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("no message follows");
    assertThat(stream.followers()).isZero();
  }

  @Test
  void close_endsAWaitingSender() {
    Messages messages = messages().open();
    String large = "{\"large\":\"" + "x".repeat(700_000) + "\"}";
    CompletableFuture<Void> sender =
        CompletableFuture.runAsync(() -> {
          stream.publish(large);
          stream.publish(large);
          stream.publish(large);
        });
    await().until(messages::hasNext);
    messages.close();
    await().until(sender::isDone);
  }

  @Test
  void interrupt_endsTheWait() {
    try (Messages messages = messages().open()) {
      Thread.currentThread().interrupt();
      assertThat(messages.hasNext()).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void exhaustedSource_endsBehindItsLastMessage() {
    try (Messages messages = messages().open()) {
      stream.publish("{\"n\":1}", "{\"n\":2}");
      stream.exhaust();
      assertThat(messages.stream().map(Message::object))
          .containsExactly(Map.of("n", 1L), Map.of("n", 2L));
    }
  }

  @Test
  void streamClosed_closesTheMessages() {
    Messages messages = messages().open();
    messages.stream().close();
    assertThat(stream.followers()).isZero();
  }

  @Test
  void unreachableOrUnknown_saysSo() {
    stream.unreachable();
    assertThatThrownBy(() -> messages().open())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot follow memory://" + name + ": nobody there");
    assertThatThrownBy(() -> Messages.from("memry://host").open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean \"memory://\"?");
    assertThatThrownBy(() -> messages().routingKeys())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("no routing key; \"#\" stands for all");
  }
}
