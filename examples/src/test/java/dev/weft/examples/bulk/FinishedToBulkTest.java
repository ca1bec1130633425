package dev.weft.examples.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.mirror.Objects;
import dev.weft.mirror.Observed;
import dev.weft.testkit.Ports;
import dev.weft.testkit.Records;
import dev.weft.zeromq.ZeroMqSinkFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects over a real ZeroMQ socket, pushed to an HTTP server that answers as an engine does. */
class FinishedToBulkTest {
  /** An answer of the engine; one without a body takes each item. */
  private record Reply(int status, String body, String retryAfter) {
    static Reply of(int status) {
      return new Reply(status, "{}", null);
    }
  }

  private static final Reply TAKES_ALL = new Reply(200, null, null);

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Queue<Reply> replies = new ConcurrentLinkedDeque<>();
  private HttpServer engine;
  private BulkIndex index;

  @BeforeEach
  void startEngine() throws IOException {
    engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.createContext("/_bulk", this::answer);
    engine.start();
    URI url = URI.create("http://127.0.0.1:" + engine.getAddress().getPort() + "/_bulk");
    index = new BulkIndex(url, "objects", pauses::add);
  }

  @AfterEach
  void stopEngine() {
    engine.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    bodies.add(body);
    Reply reply = replies.isEmpty() ? TAKES_ALL : replies.remove();
    String text = reply.body();
    if (text == null) {
      long items = body.lines().count() / 2;
      text = items(IntStream.range(0, (int) items).map(unused -> 201).toArray());
    }
    if (reply.retryAfter() != null) {
      exchange.getResponseHeaders().add("Retry-After", reply.retryAfter());
    }
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String items(int... statuses) {
    List<String> items = new ArrayList<>();
    for (int status : statuses) {
      items.add("{\"index\":{\"status\":" + status + ",\"error\":{\"reason\":\"so\"}}}");
    }
    return "{\"errors\":true,\"items\":[" + String.join(",", items) + "]}";
  }

  private static String fleeting(int id) {
    return "{\"time_in\":1764000000.25,\"hostname\":\"web-1\",\"obj_id\":\"o"
        + id
        + "\",\"status\":\"transient\",\"obj\":{\"n\":"
        + id
        + ",\"nested\":{\"a\":[1]}},\"weft\":{\"seq\":0,\"rkey\":\"shop.order\"}}";
  }

  /** The objects that those records end, over a socket. */
  private List<Observed> objects(int count) throws Exception {
    int port = Ports.free();
    ZeroMqSinkFactory factory = new ZeroMqSinkFactory();
    Map<String, String> bind = Map.of("bind", "tcp://127.0.0.1:" + port);
    List<Observed> observed = Collections.synchronizedList(new ArrayList<>());
    try (Objects objects = Objects.from("zeromq://127.0.0.1:" + port).open();
        Sink collector = factory.create(Options.of("live", factory.options(), bind))) {
      collector.open();
      List<String> records = IntStream.range(0, count).mapToObj(i -> fleeting(i)).toList();
      Thread publisher =
          new Thread(() ->
              Awaitility.await()
                  .until(() -> {
                    collector.deliver(Records.batch(records));
                    return observed.size() >= count;
                  }));
      publisher.start();
      while (observed.size() < count) {
        observed.add(objects.next());
      }
      publisher.join();
    }
    return observed;
  }

  private void push(int count) throws Exception {
    new FinishedToBulk(index).push(objects(count).iterator());
  }

  private List<String> ids() {
    return bodies.stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("{\"index\""))
        .map(line -> line.replaceAll(".*\"_id\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Test
  void finishedObject_becomesADocumentUnderItsId() throws Exception {
    push(1);
    List<String> lines = bodies.get(0).lines().toList();
    assertThat(bodies.get(0)).endsWith("\n");
    assertThat(lines.get(0)).isEqualTo("{\"index\":{\"_index\":\"objects\",\"_id\":\"o0\"}}");
    assertThat(JsonReader.read(lines.get(1)))
        .isEqualTo(
            Map.of(
                "@timestamp", "2025-11-24T16:00:00.250Z",
                "name", "shop.order",
                "host", "web-1",
                "start", "2025-11-24T16:00:00.250Z",
                "completeness", "COMPLETE",
                "object", Map.of("n", 0L, "nested", Map.of("a", List.of(1L)))));
    assertThat(index.indexed()).isEqualTo(1);
  }

  @Test
  void manyObjects_goInFewRequests() throws Exception {
    push(1_200);
    assertThat(ids()).hasSize(1_200).doesNotHaveDuplicates();
    assertThat(bodies).hasSizeLessThan(600);
    assertThat(index.indexed()).isEqualTo(1_200);
    assertThat(index.refused()).isZero();
  }

  @Test
  void refusedItem_isCounted_andHoldsNobodyUp() throws Exception {
    replies.add(new Reply(200, items(201, 400, 200), null));
    index.write(objects(3).stream().map(Observed::object).toList());
    assertThat(index.indexed()).isEqualTo(2);
    assertThat(index.refused()).isEqualTo(1);
    assertThat(bodies).hasSize(1);
  }

  @Test
  void busyItem_isWrittenAgain_alone() throws Exception {
    replies.add(new Reply(200, items(201, 429, 201), null));
    index.write(objects(3).stream().map(Observed::object).toList());
    assertThat(index.indexed()).isEqualTo(3);
    assertThat(ids()).hasSize(4).endsWith(ids().get(1));
    assertThat(pauses).containsExactly(Duration.ofMillis(200));
  }

  @Test
  void busyEngine_isLeftAloneAsLongAsItSays() throws Exception {
    replies.addAll(
        new ArrayDeque<>(List.of(new Reply(429, "", "7"), Reply.of(503), new Reply(429, "", "x"))));
    push(1);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(7), Duration.ofMillis(400), Duration.ofMillis(800));
    assertThat(index.indexed()).isEqualTo(1);
  }

  @Test
  void requestTooLarge_isHalved() throws Exception {
    replies.addAll(List.of(Reply.of(413), Reply.of(413), TAKES_ALL));
    index.write(objects(2).stream().map(Observed::object).toList());
    assertThat(ids()).hasSize(4);
    assertThat(index.refused()).isEqualTo(1);
    assertThat(index.indexed()).isEqualTo(1);
  }

  @Test
  void engineAway_isWaitedFor_tenMinutesAtMost() throws Exception {
    engine.stop(0);
    assertThatThrownBy(() -> push(1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has taken nothing for 10 minutes: java.net.ConnectException");
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }

  @Test
  void wrongAddress_isSaid() throws Exception {
    replies.add(new Reply(404, "{\"error\":\"no such index\"}", null));
    assertThatThrownBy(() -> push(1))
        .hasMessageEndingWith("answered 404: {\"error\":\"no such index\"}");
    replies.add(new Reply(200, "<html>", null));
    assertThatThrownBy(() -> push(1))
        .hasMessageEndingWith("is no _bulk address, it answered <html>");
    replies.add(new Reply(200, "{}", null));
    assertThatThrownBy(() -> push(1)).hasMessageEndingWith("answered for 0 objects of 1");
  }
}
