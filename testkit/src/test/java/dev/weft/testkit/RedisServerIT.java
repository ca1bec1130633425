package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisServerIT {
  @RegisterExtension static final RedisServer REDIS = RedisServer.persistent();

  @Test
  void kill_andStart_keepsPortAndData() throws IOException {
    int port = REDIS.port();
    assertThat(ask("SET color green")).isEqualTo("+OK\r\n");

    REDIS.kill();
    REDIS.start();

    assertThat(REDIS.port()).isEqualTo(port);
    assertThat(ask("GET color")).isEqualTo("$5\r\ngreen\r\n");
  }

  @Test
  void hang_andResume_answersLate() throws IOException {
    REDIS.hang();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), REDIS.port())) {
      socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
      assertThat(socket.getInputStream().available()).isZero();
      REDIS.resume();
      assertThat(socket.getInputStream().readNBytes(5)).isEqualTo("+PONG".getBytes(US_ASCII));
    }
  }

  @Test
  void serverOfTheJar_answers() throws IOException {
    try (RedisServer bundled = RedisServer.bundled()) {
      bundled.start();

      assertThat(ask(bundled, "INFO server")).contains("redis_version:6.2");
    }
  }

  private static String ask(String command) throws IOException {
    return ask(REDIS, command);
  }

  private static String ask(RedisServer server, String command) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      return answer.substring(0, answer.length() - "+OK\r\n".length());
    }
  }
}
