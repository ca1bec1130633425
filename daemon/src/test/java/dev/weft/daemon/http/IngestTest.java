package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.config.BufferLimits;
import dev.weft.daemon.config.WhenFull;
import dev.weft.daemon.topology.Counts;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.WireRecord;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  private static final String EVENTS = "/api/v1/events";
  private static final String TASK = "7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11";

  @TempDir Path folder;

  @Test
  void linesThatAreNoEvents_areNamed_andTheOthersArrive_everywhere() throws Exception {
    Memory second = new Memory();
    Counts counts;
    try (Served served =
        Served.in(folder).sink("store", new Memory()).sink("second", second).start()) {
      String body =
          WireRecord.said(TASK, 1)
              + "\n\n"
              + "nonsense\r\n"
              + WireRecord.said(TASK, 2)
              + "\r\n[1]\n"
              + WireRecord.said(TASK, 3);
      HttpResponse<String> response = served.post(EVENTS, body);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .startsWith("{\"accepted\":3,\"refused\":[{\"line\":3,\"problem\":\"");
      assertThat(response.body()).contains("{\"line\":5,\"problem\":\"");
      counts = served.collector().stop(Duration.ofSeconds(5));
    }
    FlowMetrics.Count source = counts.sources().get(0);
    assertThat(source.station()).isEqualTo("source.http");
    assertThat(source.accepted()).isEqualTo(5);
    assertThat(source.delivered()).isEqualTo(3);
    assertThat(source.dropped()).isEqualTo(Map.of("not-json", 2L));
    assertThat(counts.conserved()).isTrue();
    assertThat(counts.sinks())
        .allSatisfy(sink -> assertThat(sink.count().delivered()).isEqualTo(3));
    assertThat(second.store().state().events()).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("dead.ndjson"))).contains("nonsense");
  }

  @Test
  void bodies_mayBeCompressed() throws Exception {
    try (Served served = Served.in(folder).sink("store", new Memory()).start()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write((WireRecord.said(TASK, 1) + "\n").getBytes(UTF_8));
      }
      assertThat(send(served, "gzip", bytes.toByteArray()).body())
          .isEqualTo("{\"accepted\":1,\"refused\":[]}");
      HttpResponse<String> none = send(served, "gzip", "{}".getBytes(UTF_8));
      assertThat(none.statusCode()).isEqualTo(400);
      assertThat(none.body()).contains("the body is not gzip");
      HttpResponse<String> unknown = send(served, "br", new byte[10]);
      assertThat(unknown.statusCode()).isEqualTo(415);
      assertThat(unknown.body()).contains("\\\"br\\\" is not one of gzip, deflate");
    }
  }

  @Test
  void aBodyThatGrowsTooLarge_isRefused_andNothingOfItIsTaken() throws Exception {
    try (Served served = Served.in(folder).sink("store", new Memory()).start()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] line = (WireRecord.said(TASK, 1) + "\n").getBytes(UTF_8);
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        for (int size = 0; size <= 8 << 20; size += line.length) {
          gzip.write(line);
        }
      }
      HttpResponse<String> response = send(served, "gzip", bytes.toByteArray());

      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body()).contains("more than 8388608 bytes");
      assertThat(served.collector().counts().received()).isZero();
    }
  }

  private static HttpResponse<String> send(Served served, String encoding, byte[] body)
      throws Exception {
    return served.send(
        served
            .request(EVENTS)
            .header("Content-Encoding", encoding)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  @Test
  void aDocumentOfSeveralLines_isOneEvent() throws Exception {
    try (Served served = Served.in(folder).sink("store", new Memory()).start()) {
      assertThat(
              served
                  .post(EVENTS, "{\n \"message\": \"hi\"\n}\n", "Content-Type", "application/json")
                  .body())
          .isEqualTo("{\"accepted\":1,\"refused\":[]}");
    }
  }

  /** Takes nothing until it may. */
  private static final class Shut implements Sink {
    private final CountDownLatch opened = new CountDownLatch(1);

    @Override
    public Delivery deliver(Batch batch) throws InterruptedException {
      opened.await();
      return Delivery.DELIVERED;
    }

    @Override
    public void close() {}
  }

  @Test
  void whileASinkThatHoldsItsSourcesUpIsFull_senderIsToldToComeAgain_andNothingIsLost()
      throws Exception {
    Shut shut = new Shut();
    BufferLimits one = new BufferLimits(1 << 20, 1, WhenFull.BLOCK);
    try (Served served = Served.in(folder).sink("shut", shut, one).start()) {
      assertThat(served.post(EVENTS, WireRecord.said(TASK, 1).toString()).statusCode())
          .isEqualTo(200);
      HttpResponse<String> full = served.post(EVENTS, WireRecord.said(TASK, 2).toString());
      assertThat(full.statusCode()).isEqualTo(503);
      assertThat(full.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(full.body()).contains("sink.shut is full; send again");

      shut.opened.countDown();
      Counts counts = served.collector().stop(Duration.ofSeconds(5));
      assertThat(counts.received()).isEqualTo(1);
      assertThat(counts.conserved()).isTrue();
      assertThat(counts.sinks().get(0).count().delivered()).isEqualTo(1);
    }
  }
}
