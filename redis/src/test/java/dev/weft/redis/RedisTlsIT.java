package dev.weft.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Ports;
import dev.weft.testkit.Records;
import dev.weft.testkit.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisTlsIT {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;

  private static RedisServer redis = RedisServer.create();
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    writeCertificate();
    port = Ports.free();
    redis =
        RedisServer.create(
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            folder.resolve("certificate.pem").toString(),
            "--tls-key-file",
            folder.resolve("key.pem").toString(),
            "--tls-auth-clients",
            "no");
    redis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  // The JDK's own tool is the only way to a certificate that needs no other program or library.
  private static void writeCertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    writePem("certificate.pem", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
    writePem("key.pem", "PRIVATE KEY", keys.getKey("redis", PASSWORD.toCharArray()).getEncoded());
  }

  private static void writePem(String file, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n",
        US_ASCII);
  }

  private static Sink create(String query) {
    RedisSinkFactory factory = new RedisSinkFactory();
    Map<String, String> given = Map.of("uri", "rediss://127.0.0.1:" + port + query, "list", "weft");
    return factory.create(Options.of("backlog", factory.options(), given));
  }

  @Test
  void deliver_overTls_arrives() throws Exception {
    List<String> records = Records.numbered(0, 20);
    try (Sink sink = create("?verifyPeer=NONE")) {
      assertThat(sink.deliver(Records.batch(records))).isEqualTo(Delivery.DELIVERED);
    }
    assertThat(Redis.list(redis.uri(), "weft")).isEqualTo(records);
  }

  @Test
  void open_certificateOfNobodyKnown_isRefused() {
    try (Sink sink = create("")) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("redis 127.0.0.1:" + port)
          .hasMessageContaining("certification path");
    }
  }
}
