package dev.weft.log4j2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Carried;
import dev.weft.Scopes;
import dev.weft.event.codec.JsonReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.StringMapMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineAppenderTest {
  private static final Carried REQUEST =
      each -> {
        each.accept("request_id", "r-1");
        each.accept("method", "GET");
      };

  private final Logger shop = LogManager.getLogger("shop.orders");
  private Log4jProgram program;
  private DatagramSocket syslog;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    syslog = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    syslog.setSoTimeout(20_000);
    program = new Log4jProgram(folder);
    program.configure(
        "%X{request_id} %X{method}: %m%n",
        "<WeftLines name=\"cee\" to=\"udp://127.0.0.1:%d\"><Property name=\"environment\">test</Property></WeftLines>"
            .formatted(syslog.getLocalPort()),
        "<AppenderRef ref=\"cee\"/><AppenderRef ref=\"console\"/>");
  }

  @AfterEach
  void stop() {
    ThreadContext.clearAll();
    program.close();
    syslog.close();
  }

  @Test
  void datagram_saysWhatTheCallDid() throws IOException {
    ThreadContext.put("tenant", "north");

    shop.warn("order {} took {} ms", "o-17", 12);

    String datagram = datagram();
    assertThat(datagram).startsWith("<12>: @cee: {").endsWith("}\0");
    assertThat(json(datagram))
        .containsEntry("msg", "order o-17 took 12 ms")
        .containsEntry("logger_name", "shop.orders")
        .containsEntry("tenant", "north")
        .containsEntry("environment", "test")
        .containsEntry("function", "datagram_saysWhatTheCallDid");
  }

  @Test
  void request_isInTheLineAndInPatterns() throws IOException {
    Scopes.task("GET /ping").carrying(REQUEST).run(() -> shop.info("Ping!"));
    shop.info("after");

    assertThat(json(datagram()))
        .containsEntry("msg", "GET /ping")
        .containsEntry("request_id", "r-1");
    assertThat(json(datagram()))
        .containsEntry("request_id", "r-1")
        .containsEntry("method", "GET")
        .doesNotContainKey("_request_id");
    assertThat(program.consoleLines()).contains("r-1 GET: Ping!", " : after");
    assertThat(ThreadContext.getContext()).isEmpty();
  }

  @Test
  void mapMessage_masksItsSecrets() throws IOException {
    shop.info(new StringMapMessage().with("order", "o-17").with("password", "s3cr3t"));

    assertThat(json(datagram()))
        .containsEntry("msg", "order=\"o-17\" password=\"***\"")
        .containsEntry("order", "o-17")
        .containsEntry("password", "***");
  }

  private String datagram() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    syslog.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }

  private static Map<String, Object> json(String datagram) {
    byte[] json =
        datagram.substring("<12>: @cee: ".length(), datagram.length() - 1).getBytes(UTF_8);
    return JsonReader.readObject(json, 0, json.length);
  }
}
