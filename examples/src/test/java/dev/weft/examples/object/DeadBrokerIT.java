package dev.weft.examples.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.process.JavaProcess;
import dev.weft.testkit.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with live objects ends, and its broker is not there. */
class DeadBrokerIT {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
  private static final Duration SLACK = Duration.ofSeconds(8);

  @Test
  void nobodyListening_endsInTime_andNamesWhatWasLost(@TempDir Path folder) throws Exception {
    assertEndsWithTheCount(folder, Ports.free(), "Connection refused");
  }

  @Test
  void brokerThatNeverAnswers_endsInTime_andNamesWhatWasLost(@TempDir Path folder)
      throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertEndsWithTheCount(folder, silent.getLocalPort(), "had not answered");
    }
  }

  private static void assertEndsWithTheCount(Path folder, int port, String reason)
      throws Exception {
    List<String> flags =
        List.of("-Dweft.to=amqp://127.0.0.1:" + port, "-Dweft.java-util-logging=false");
    try (JavaProcess shop =
        JavaProcess.start(folder, "shop", flags, ShopApplication.class.getName(), "PT0S")) {
      shop.tell("change");
      shop.tell("stop");
      shop.awaitSaid("did stop");
      shop.tellAll("");

      assertThat(shop.awaitExit(CLOSE_LIMIT.plus(SLACK))).as(shop.err()).isZero();
      // Two births, five changes, the end of the order and the abortion of the shelf.
      assertThat(shop.err())
          .contains("weft: 9 of 9 records were not delivered: close 9")
          .contains(reason)
          .doesNotContain("OutOfMemoryError", "\tat ");
    }
  }
}
