package dev.weft.examples.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A shop that goes on selling, for a page to show: a web shop, a stock and a mailer in Java, and a
 * payment service in Python, all sending to a collector that runs already.
 */
final class LivingShop implements AutoCloseable {
  private static final Pattern OPEN = Pattern.compile("(open) for customers");
  private static final int CONNECT_MILLIS = 2000;
  private static final long LOOK_MILLIS = 500;

  private final Processes processes;
  private final PrintStream notices;
  private final CountDownLatch stopped = new CountDownLatch(1);

  LivingShop(Path folder, PrintStream notices) {
    this.processes = new Processes(folder, notices);
    this.notices = notices;
  }

  /**
   * Sells until {@link #stop}, or until the time is over.
   *
   * @param collector its host and port
   * @param rate orders a second
   * @param seconds how long; 0 for no end
   * @throws IOException when there is no collector, or a process fails
   */
  void sell(String collector, double rate, long seconds) throws IOException, InterruptedException {
    reach(collector);
    String payment =
        processes.port(processes.startShielded("payment", processes.payment(collector)), "payment");
    String stock = service("stock", Stock.class, collector);
    String mail = service("mail", Mail.class, collector);
    Process web =
        processes.startShielded(
            "web",
            Processes.java(
                Web.class.getName(), collector, stock, payment, mail, String.valueOf(rate)));
    processes.await(web, "web", OPEN);
    notices.println(
        "weft demo: the shop is open and tells zeromq://" + collector + "; Ctrl-C closes it");
    long end =
        seconds == 0 ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (web.isAlive()
        && System.nanoTime() < end
        && !stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      // The shop goes on.
    }
    boolean failed = !web.isAlive();
    processes.dismiss(web);
    if (failed) {
      throw new IOException("the web shop ended by itself: " + processes.said("web"));
    }
    notices.println("weft demo: " + processes.said("web").lines().reduce((a, b) -> b).orElse(""));
  }

  private String service(String name, Class<?> main, String collector) throws IOException {
    return processes.port(
        processes.startShielded(name, Processes.java(main.getName(), collector)), name);
  }

  // What is sent to nobody would be kept and in the end lost, without a word to whoever looks.
  private static void reach(String collector) throws IOException {
    int colon = collector.lastIndexOf(':');
    String host = collector.substring(0, colon);
    int port = Integer.parseInt(collector.substring(colon + 1));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), CONNECT_MILLIS);
    } catch (IOException unreachable) {
      throw new IOException(
          "no collector takes events at zeromq://"
              + collector
              + " ("
              + unreachable.getMessage()
              + "); \"weft up\" starts one, --to names another",
          unreachable);
    }
  }

  /** Ends it, from any thread. */
  void stop() {
    stopped.countDown();
  }

  @Override
  public void close() throws IOException {
    processes.close();
  }
}
