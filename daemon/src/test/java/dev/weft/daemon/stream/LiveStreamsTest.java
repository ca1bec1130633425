package dev.weft.daemon.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.stream.StreamRequest.Mode;
import dev.weft.event.flow.Batch;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.MemoryStore;
import dev.weft.testkit.WireRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveStreamsTest {
  private final MemoryStore store = MemoryStore.create();
  private final LiveStreams streams = LiveStreams.over(store, Clock.systemUTC());

  @AfterEach
  void close() {
    streams.close();
  }

  private static StreamRequest request(String query, long after) {
    return new StreamRequest(
        SearchQuery.parse(query, Clock.systemUTC(), ZoneOffset.UTC),
        Mode.FULL,
        StreamRequest.STANDARD_MAX,
        OptionalLong.of(after),
        List.of());
  }

  private void append(long number, String message) throws IOException {
    String record = WireRecord.said(Arrivals.TASK, number).message(message).toString();
    store.append(Batch.builder("test").add(record.getBytes(UTF_8)).build());
  }

  private static String told(LiveStream stream) {
    StringBuilder told = new StringBuilder();
    for (Frame frame = stream.outbox().poll(); frame != null; frame = stream.outbox().poll()) {
      told.append(frame);
    }
    return told.toString();
  }

  @Test
  void expressionTooDeepForTheStack_endsItsStreamAlone() throws Exception {
    String deep = "ab".repeat(200_000);
    LiveStream faulty = streams.open(request("/(a|b)*c/", 0));
    LiveStream other = streams.open(request("", 0));

    append(1, deep);
    Awaitility.await().until(faulty::ended);
    append(2, "after it");

    assertThat(told(faulty))
        .contains("event: bye", "too deep for so long a text; write it without");
    Awaitility.await().untilAsserted(() -> assertThat(other.last()).isEqualTo(2));
    assertThat(other.ended()).isFalse();

    LiveStream again = streams.open(request("/(a|b)*c/", 0));
    Awaitility.await("also where it is read from the store").until(again::ended);
    assertThat(told(again)).contains("too deep for so long a text");
  }

  @Test
  void close_twice_isHarmless_andSaysBye() {
    LiveStream stream = streams.open(request("", 0));

    streams.close();
    streams.close();

    assertThat(told(stream)).contains("event: bye", "shutdown");
  }
}
