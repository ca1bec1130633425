package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.Ports;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmqpTlsIT {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;

  private static RabbitMqServer rabbit = RabbitMqServer.create();
  private static int port;

  private final String exchange = Rabbit.name("exchange");

  @BeforeAll
  static void start() throws Exception {
    writeCertificate("right", "san=ip:127.0.0.1");
    writeCertificate("wrong", "san=dns:elsewhere.example");
    port = Ports.free();
    rabbit = server(port, "right");
    rabbit.start();
  }

  private static RabbitMqServer server(int tlsPort, String certificate) {
    return RabbitMqServer.create(
        "listeners.ssl.1 = 127.0.0.1:" + tlsPort,
        "ssl_options.certfile = " + folder.resolve(certificate + "-certificate.pem"),
        "ssl_options.keyfile = " + folder.resolve(certificate + "-key.pem"));
  }

  @AfterAll
  static void stop() {
    rabbit.close();
  }

  // The JDK's own tool is the only way to a certificate that needs no other program or library.
  private static void writeCertificate(String name, String alternativeName) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "rabbit",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                alternativeName,
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
    writePem(name + "-certificate.pem", "CERTIFICATE", keys.getCertificate("rabbit").getEncoded());
    writePem(
        name + "-key.pem",
        "PRIVATE KEY",
        keys.getKey("rabbit", PASSWORD.toCharArray()).getEncoded());
  }

  private static void writePem(String file, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n",
        US_ASCII);
  }

  private static String authorities(String name) {
    return folder.resolve(name + "-certificate.pem").toString();
  }

  @Test
  void bothEnds_overTls_bringRecords() throws Exception {
    String uri = "amqps://guest:guest@127.0.0.1:" + port + "?ca=" + authorities("right");
    RecordingIntake intake = new RecordingIntake();
    List<String> records = Records.numbered(0, 200);
    try (Receiver receiver =
            new AmqpStreamFactory()
                .follow(URI.create(uri), Interest.EVERYTHING.exchange(exchange));
        Sink sink = Rabbit.sender(uri + "&confirm=on&exchange=" + exchange)) {
      receiver.start(intake);
      assertThat(sink.deliver(Records.batch(records))).isEqualTo(Delivery.DELIVERED);

      assertThat(intake.awaitRecords(200)).hasSize(200);
    }
  }

  @Test
  void open_certificateOfNobodyKnown_isRefused() throws Exception {
    try (Sink sink = Rabbit.sink("amqps://127.0.0.1:" + port, Map.of())) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("amqps://127.0.0.1:" + port)
          .hasMessageContaining("certification path");
    }
  }

  @Test
  void open_certificateForAnotherName_isRefused() throws Exception {
    int wrongPort = Ports.free();
    RabbitMqServer elsewhere = server(wrongPort, "wrong");
    elsewhere.start();
    try (elsewhere;
        Sink sink =
            Rabbit.sink("amqps://127.0.0.1:" + wrongPort, Map.of("ca", authorities("wrong")))) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1")
          .hasMessageContaining("subject alternative names");
    }
  }

  @Test
  void close_whilePeerHangs_isBounded() throws Exception {
    try (Sink sink =
        Rabbit.sink(
            "amqps://127.0.0.1:" + port,
            Map.of("ca", authorities("right"), "exchange", exchange, "timeout", "5s"))) {
      sink.open();
      rabbit.hang();
      try {
        String large = Records.logged(0, "m", "\"large\":\"" + "x".repeat(8 << 20) + "\"");
        assertThat(sink.deliver(Records.batch(large))).isInstanceOf(Delivery.Unavailable.class);
        Thread closer = new Thread(sink::close, "closer");
        closer.start();
        Awaitility.await("the end of close()")
            .atMost(Duration.ofSeconds(20))
            .until(() -> !closer.isAlive());
      } finally {
        rabbit.resume();
      }
    }
  }
}
