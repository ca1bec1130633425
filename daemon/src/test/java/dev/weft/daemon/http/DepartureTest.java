package dev.weft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepartureTest {
  @TempDir Path folder;

  @Test
  void clientThatClosesItsConnection_endsItsQuestion_andGivesItsPlaceBack() throws Exception {
    HeldStore held = new HeldStore();
    held.countAtOnce();
    try (Served served = Served.in(folder).sink("store", new Memory(held.store())).start()) {
      List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        asked.add(
            served
                .client()
                .sendAsync(
                    served.request("/api/v1/events").build(),
                    HttpResponse.BodyHandlers.ofString()));
      }
      Awaitility.await().until(() -> held.holding() == 4);
      CompletableFuture<HttpResponse<String>> count =
          served
              .client()
              .sendAsync(
                  served.request("/api/v1/count").build(), HttpResponse.BodyHandlers.ofString());

      asked.forEach(each -> each.cancel(true));

      Awaitility.await().until(() -> held.holding() == 0);
      assertThat(count.get().statusCode()).isEqualTo(200);
      Awaitility.await()
          .untilAsserted(() ->
              assertThat(served.get("/api/v1/metrics").body())
                  .contains("weft_http_requests_total{status=\"499\"} 4\n"));
    }
  }

  @Test
  void connection_hasEnded_onlyWhenItWasClosed() throws Exception {
    try (ServerSocketChannel listening = ServerSocketChannel.open()) {
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel other = SocketChannel.open(listening.getLocalAddress());
      try (SocketChannel own = listening.accept()) {
        own.configureBlocking(false);
        assertThat(Departure.ended(own)).isFalse();

        // The next request, which nobody has read yet.
        other.write(ByteBuffer.wrap(new byte[] {'G'}));
        Awaitility.await().until(() -> own.socket().getInputStream().available() == 1);
        assertThat(Departure.ended(own)).isFalse();
        assertThat(own.read(ByteBuffer.allocate(8))).isEqualTo(1);

        other.close();
        Awaitility.await().until(() -> Departure.ended(own));
        assertThat(own.read(ByteBuffer.allocate(8))).isEqualTo(-1);
      }
    }
  }
}
