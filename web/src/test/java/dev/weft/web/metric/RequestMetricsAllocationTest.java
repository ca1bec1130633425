package dev.weft.web.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weft.web.request.RequestInfo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** A generous bound, so that a new object on each request's way is noticed. */
class RequestMetricsAllocationTest {
  private static final int TIMES = 5_000;
  private static final int MOST_ROUNDS = 50;
  private static final int BOUND = 512;

  @Test
  void requestIntoAllBackEnds_allocatesSomeHundredBytes() throws SocketException {
    try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        StatsdSink statsd =
            StatsdSink.to("127.0.0.1:" + receiver.getLocalPort()).open().orElseThrow()) {
      Stats stats =
          Stats.to(MemorySink.create(false), statsd, MicrometerSink.to(new SimpleMeterRegistry()));
      assertThat(leastOfSomeRounds(RequestMetrics.to(stats))).isLessThan(BOUND);
    }
  }

  // On a busy machine the compiler takes its time, and until then nothing is spared.
  private static long leastOfSomeRounds(RequestMetrics metrics) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RequestInfo request = new RequestInfo("id", "GET", "/api/ping", null);
    request.route("ping");
    long least = Long.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && least >= BOUND; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < TIMES; i++) {
        metrics.ended(request, 200, null, 2_000_000);
      }
      least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / TIMES);
    }
    return least;
  }
}
