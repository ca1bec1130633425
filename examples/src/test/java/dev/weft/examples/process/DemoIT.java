package dev.weft.examples.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.RealServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft demo} as a user starts it. */
class DemoIT {
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
