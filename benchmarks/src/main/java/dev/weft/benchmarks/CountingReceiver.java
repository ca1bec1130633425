package dev.weft.benchmarks;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;

/**
 * A collector that only counts, in a process of its own: prints where it listens; when half have
 * come, which warmed both ends up, that it begins to count; and when all have, how many those were,
 * how many milliseconds they took, and how many of processor time.
 *
 * <pre>CountingReceiver zeromq|tcp COUNT</pre>
 */
final class CountingReceiver {
  private final long expected;
  private final CountDownLatch done = new CountDownLatch(1);
  private long firstNanos;
  private long cpuBefore;
  private long uncounted = -1;
  private long received;

  private CountingReceiver(long expected) {
    this.expected = expected;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    CountingReceiver receiver = new CountingReceiver(Long.parseLong(arguments[1]));
    if (arguments[0].equals("tcp")) {
      receiver.lines();
    } else {
      receiver.zeroMq();
    }
    System.exit(0);
  }

  private void count(long records) {
    long now = System.nanoTime();
    received += records;
    if (uncounted < 0 && received >= expected / 2) {
      uncounted = received;
      firstNanos = now;
      cpuBefore = ProcessorTime.nanos();
      System.out.println("counting");
    }
    if (received >= expected) {
      long cpu = ProcessorTime.nanos() - cpuBefore;
      System.out.printf(
          "received %d in %d ms cpu %d%n",
          received - uncounted, (now - firstNanos) / 1_000_000, cpu / 1_000_000);
      done.countDown();
    }
  }

  private void zeroMq() throws IOException, InterruptedException {
    ReceiverFactory factory =
        ServiceLoader.load(ReceiverFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.type().equals("zeromq"))
            .findFirst()
            .orElseThrow();
    Options options =
        Options.of(
            "benchmark",
            factory.options(),
            Map.of("bind", "tcp://127.0.0.1:0", "validate", "frame"));
    try (Receiver receiver = factory.create(options)) {
      receiver.start(new Counting());
      System.out.println("listening on " + receiver.address());
      done.await();
    }
  }

  private void lines() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println("listening on tcp://127.0.0.1:" + server.getLocalPort());
      byte[] buffer = new byte[1 << 18];
      try (Socket socket = server.accept();
          InputStream in = socket.getInputStream()) {
        int length;
        while (done.getCount() > 0 && (length = in.read(buffer)) >= 0) {
          long lines = 0;
          for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
              lines++;
            }
          }
          count(lines);
        }
      }
    }
  }

  private final class Counting implements Intake {
    @Override
    public void accept(Batch batch) {
      count(batch.size());
    }

    @Override
    public void reject(byte[] bytes, String reason, String detail) {
      throw new IllegalStateException(reason + ": " + detail);
    }

    @Override
    public void lost(long records, String reason) {
      throw new IllegalStateException("lost " + records + ": " + reason);
    }
  }
}
