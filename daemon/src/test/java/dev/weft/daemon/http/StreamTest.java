package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.stream.LiveStreams;
import dev.weft.event.Level;
import dev.weft.event.flow.Batch;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import dev.weft.testkit.WireRecord;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTest {
  private static final String TASK = "7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11";

  @TempDir Path folder;
  private final EventStore store = MemoryStore.create();
  private Served served;
  private long next;

  @BeforeEach
  void serve() throws Exception {
    served = Served.in(folder).sink("store", new Memory(store)).start();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private void append(int count, Level level) throws IOException {
    Batch.Builder batch = Batch.builder("test");
    for (int i = 0; i < count; i++) {
      batch.add(
          WireRecord.said(TASK, next++).level(level).message("a line").toString().getBytes(UTF_8));
    }
    store.append(batch.build());
  }

  private static List<Long> all(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void whatArrives_isSent_withNumbersEachSecond() throws Exception {
    append(3, Level.INFO);
    try (Sse sse = Sse.open(served, "?q=level:%3E%3Dinfo")) {
      assertThat(sse.response.statusCode()).isEqualTo(200);
      assertThat(sse.response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      assertThat(sse.response.headers().firstValue("Cache-Control")).hasValue("no-store");
      Sse.Event hello = sse.next();
      assertThat(hello.name()).isEqualTo("hello");
      assertThat(hello.object()).containsEntry("mode", "window").containsEntry("max", 400L);
      assertThat(hello.number("head")).isEqualTo(3);

      append(2, Level.DEBUG);
      append(5, Level.ERROR);
      Sse.Event rate =
          sse.until(event -> event.name().equals("rate") && event.number("matched") > 0);

      assertThat(sse.rows).isEqualTo(all(6, 10));
      assertThat(rate.object()).containsEntry("matched", 5L).containsEntry("errors", 5L);
      assertThat(sse.id).isEqualTo("10");
    }
    Awaitility.await()
        .until(() -> served.get("/api/v1/metrics").body().contains("weft_streams 0\n"));
  }

  @Test
  void resuming_losesAndRepeatsNothing_atTheSeam() throws Exception {
    append(2_000, Level.INFO);
    Thread sender =
        new Thread(() -> {
          try {
            for (int i = 0; i < 400; i++) {
              append(20, Level.INFO);
            }
          } catch (IOException full) {
            throw new IllegalStateException(full);
          }
        });
    List<Long> seen = new ArrayList<>();
    try (Sse first = Sse.open(served, "?mode=full&from=0")) {
      sender.start();
      first.rows(1_000);
      // The connection breaks in the middle of what is under way; what was read counts.
      seen.addAll(first.rows);
      try (Sse second = Sse.open(served, "?mode=full&from=0", "Last-Event-ID", first.id)) {
        second.rows(10_000 - Integer.parseInt(first.id));
        seen.addAll(second.rows);
        sender.join();
        assertThat(second.gaps).isEmpty();
      }
    }
    assertThat(seen).isEqualTo(all(1, 10_000));
  }

  @Test
  void aBurst_isThinned_andEachSecondAddsUp() throws Exception {
    try (Sse sse = Sse.open(served, "?max=50")) {
      sse.next();
      for (int i = 0; i < 30; i++) {
        append(200, i % 10 == 0 ? Level.ERROR : Level.INFO);
      }
      while (Sse.sum(sse.rates, "matched") < 6_000) {
        sse.until(event -> event.name().equals("rate"));
      }
      long shown = Sse.sum(sse.rates, "shown");
      assertThat(shown).isEqualTo(sse.rows.size());
      assertThat(shown + Sse.sum(sse.gaps, "n")).isEqualTo(6_000);
      assertThat(sse.rates)
          .allSatisfy(rate -> assertThat((Long) rate.get("shown")).isLessThanOrEqualTo(50));
    }
  }

  @Test
  void questionsThatAStreamCannotAnswer_areRefused_withTheReason() throws Exception {
    check("?q=level:errr", "\"error\":\"query\"", "errr");
    check("?q=a%20%7C%20count", "\"error\":\"query\"", "no stages");
    check("?q=in%7Blevel:error%7D", "\"error\":\"query\"", "looks at each event by itself");
    check("?mode=all", "\"error\":\"parameter\"", "window, full or counts");
    check("?max=0", "\"error\":\"parameter\"", "max is 1 to 5000, not 0");
    check("?max=many", "\"error\":\"parameter\"", "no whole number");
    check("?from=-3", "\"error\":\"parameter\"", "no whole number");
    check("?pin=7c9f", "\"error\":\"parameter\"", "first 8 characters");
    check("?tz=Mars", "\"error\":\"parameter\"", "no zone");
  }

  private void check(String parameters, String... told) throws Exception {
    HttpResponse<String> response = served.get("/api/v1/stream" + parameters);
    assertThat(response.statusCode()).as(parameters).isEqualTo(400);
    assertThat(response.body()).contains(told);
  }

  @Test
  void aReaderThatDoesNotRead_holdsNobodyUp_andMissesNothingUntold() throws Exception {
    try (Sse slow = Sse.open(served, "?mode=full");
        Sse quick = Sse.open(served, "?mode=counts")) {
      // More than all buffers between the two hold.
      for (int i = 0; i < 60; i++) {
        append(1_000, Level.INFO);
      }
      while (Sse.sum(quick.rates, "matched") < 60_000) {
        quick.next();
      }
      append(1, Level.INFO);
      while (slow.rows.size() + Sse.sum(slow.gaps, "n") < 60_001) {
        slow.next();
      }
      assertThat(slow.gaps).allSatisfy(gap -> assertThat(gap).containsEntry("why", "slow"));
      assertThat(slow.rows.size() + Sse.sum(slow.gaps, "n")).isEqualTo(60_001);
      assertThat(slow.rows).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void stopping_saysGoodbye() throws Exception {
    try (Sse sse = Sse.open(served, "")) {
      sse.next();
      served.server().close();
      Sse.Event bye = sse.until(event -> event.name().equals("bye"));

      assertThat(bye.object()).containsEntry("why", "shutdown").containsEntry("retry", 2_000L);
      assertThat(sse.next()).isNull();
    }
  }

  @Test
  void tooManyStreams_areToldToWait() throws Exception {
    List<Sse> open = new ArrayList<>();
    try {
      for (int i = 0; i < LiveStreams.MOST; i++) {
        open.add(Sse.open(served, "?mode=counts"));
      }
      HttpResponse<String> refused = served.get("/api/v1/stream");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(refused.body()).contains("64 streams already");
    } finally {
      for (Sse sse : open) {
        sse.close();
      }
    }
  }
}
