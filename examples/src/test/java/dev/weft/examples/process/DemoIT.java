package dev.weft.examples.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event;
import dev.weft.testkit.Ports;
import dev.weft.testkit.RealServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft demo} as a user starts it. */
class DemoIT {
  @Test
  void live_fillsACollectorFromFourProcesses_andEndsByItself(@TempDir Path folder)
      throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(folder, 0);
        JavaProcess demo =
            JavaProcess.start(
                folder,
                "demo",
                List.of(),
                CollectorProcess.MAIN,
                "demo",
                "--rate",
                "8",
                "--for",
                "5",
                "--to",
                collector.address())) {
      assertThat(demo.awaitExit(JavaProcess.LIMIT)).as(demo.err()).isZero();
      assertThat(demo.err())
          .contains("the shop is open")
          .containsPattern("\\d+ orders sold, \\d+ failed");
      List<Event> events = collector.events();
      assertThat(events.stream().map(event -> event.source().process()).distinct())
          .contains("web", "stock", "payment", "mail");
      assertThat(events)
          .anyMatch(event ->
              event instanceof Event.ObjectChanged changed
                  && "shop.order".equals(changed.routingKey()))
          .anyMatch(event -> String.valueOf(event.message()).startsWith("attempt 1 of 3 failed"));
    }
  }

  @Test
  void live_withoutACollector_saysSo(@TempDir Path folder) throws Exception {
    String address = "zeromq://127.0.0.1:" + Ports.free();
    try (JavaProcess demo =
        JavaProcess.start(
            folder, "demo", List.of(), CollectorProcess.MAIN, "demo", "--live", "--to", address)) {
      assertThat(demo.awaitExit(JavaProcess.LIMIT)).isEqualTo(3);
      assertThat(demo.err()).contains("no collector takes events at " + address, "weft up");
    }
  }

  @Test
  void demo_drawsOneTreePerCustomer_acrossAllProcesses(@TempDir Path folder) throws Exception {
    try (JavaProcess demo =
        JavaProcess.start(folder, "demo", List.of(), CollectorProcess.MAIN, "demo", "--ascii")) {
      assertThat(demo.awaitExit(JavaProcess.LIMIT)).as(demo.err()).isZero();
      assertThat(demo.out())
          .contains("checkout order-17 => succeeded", "checkout order-18 => succeeded")
          .containsPattern("checkout \\S+13 => failed")
          .contains("card declined")
          .contains("cart has 3 articles", "reserved for order-17", "asking the bank")
          .contains("front", "warehouse", "payment")
          .contains("pick tea", "pick cup", "pick spoon")
          .doesNotContain("not received")
          .isASCII();
      if (demo.err().contains("no Python with ZeroMQ here")) {
        RealServers.notRun("python3-zmq", "not installed; the demo's payment service ran in Java");
      } else {
        RealServers.ran("python3-zmq", "the demo's payment service");
        assertThat(demo.out()).contains("(inferred)");
      }
    }
  }
}
