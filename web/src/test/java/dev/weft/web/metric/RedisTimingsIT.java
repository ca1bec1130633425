package dev.weft.web.metric;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.event.control.Control;
import dev.weft.event.control.ControlException;
import dev.weft.event.control.ControlFactory;
import dev.weft.testkit.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands to a real Redis. */
class RedisTimingsIT {
  @RegisterExtension static final RedisServer REDIS = RedisServer.create();

  private final MemorySink sink = MemorySink.create(false);

  @Test
  void commandsOfTheEngine_areTimed() throws IOException {
    URI address = URI.create(REDIS.uri());
    makeList("list", address.getPort());
    try (Control control =
        ControlFactory.of(address)
            .connect(address, "broadcast_api_", RedisTimings.to(Stats.to(sink)))) {
      await().ignoreExceptions().until(() -> control.values().get("key").isEmpty());
      control.bus().tell("channel", Map.of());
      assertThatThrownBy(() -> control.values().get("list")).isInstanceOf(ControlException.class);
      await()
          .untilAsserted(() ->
              assertThat(sink.read(false).get("timers").toString())
                  .contains("redis/GET/success=", "redis/PUBLISH/success=", "redis/GET/failure="));
    }
  }

  private static void makeList(String key, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(("LPUSH " + key + " x\r\n").getBytes(US_ASCII));
      assertThat(socket.getInputStream().readNBytes(4)).asString(US_ASCII).isEqualTo(":1\r\n");
    }
  }
}
