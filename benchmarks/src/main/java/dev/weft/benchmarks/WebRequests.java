package dev.weft.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.weft.Weft;
import dev.weft.web.Ops;
import dev.weft.web.OpsConfig;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * What following a request adds to it: a servlet on Jetty alone, behind Weft's filter (task,
 * request id, metrics, server timing), and behind Spring's observation filter as Spring Boot sets
 * it up.
 *
 * <h2>How it is measured</h2>
 *
 * A burst is one connection that sends its requests without waiting for answers, so that Jetty
 * serves them one after the other on one thread: a thread that is woken for each request begins
 * with cold caches, and what that costs varies more than what is measured. Each request has an id,
 * and a trace, of its own. The thread's processor time and bytes are read at the first and at the
 * last request of a burst, and so hold all that a request costs it: parsing, serving, writing the
 * headers. What other threads do is left out, which is the sending of records and spans.
 *
 * <p>Between bursts all records and spans are sent, so that nobody loses any by the pace, which no
 * service has, and so that the sending does not disturb the next burst.
 *
 * <p>A run gives the fastest tenth of its bursts, after a thousand to warm up: what shares the
 * machine only ever adds to a burst, half as much again for seconds. Two runs of one program differ
 * by how the compiler happened to inline, so each subject is run several times, in turns with the
 * others; the script takes the median of those.
 *
 * <pre>WebRequests bare|weft|spring SECONDS [traced]</pre>
 *
 * Traced: with the trace of a caller, as most requests within a fleet have one.
 */
final class WebRequests {
  private static final int BURST = 500;
  private static final int BURSTS_TO_WARM_UP = 1_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private WebRequests() {}

  /** Answers as small services do. */
  private static final class Ping extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/json");
      response.getWriter().write("{\"pong\": true}");
    }
  }

  /** Who follows the requests: sends all that it has, and says how many it has sent so far. */
  private interface Follower {
    long sent();
  }

  /** What one request of a burst took of its thread. */
  private record Cost(double cpu, double wall, double bytes) {}

  /** Reads the thread's clocks at the first and at the last request of a burst. */
  private static final class Measuring extends Handler.Wrapper {
    private int served;
    private long thread;
    private long cpu;
    private long wall;
    private long bytes;
    private long requests;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if (served == 0) {
        read(1);
      } else if (served == BURST) {
        read(-1);
      }
      served++;
      return super.handle(request, response, callback);
    }

    private void read(int sign) {
      thread += sign * Thread.currentThread().getId();
      bytes -= sign * THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      cpu -= sign * THREADS.getCurrentThreadCpuTime();
      wall -= sign * System.nanoTime();
    }

    /** Of the burst that is over. */
    Cost take() {
      if (thread != 0 || served != BURST + 1) {
        throw new IllegalStateException(served + " requests of a burst, or on several threads");
      }
      Cost cost = new Cost((double) cpu / BURST, (double) wall / BURST, (double) bytes / BURST);
      requests += served;
      served = 0;
      cpu = 0;
      wall = 0;
      bytes = 0;
      return cost;
    }
  }

  public static void main(String[] arguments) throws Exception {
    String subject = arguments[0];
    boolean traced = arguments.length > 2;
    long nanos = (long) (Double.parseDouble(arguments[1]) * 1e9);
    Server server = new Server();
    LocalConnector connector = connector(server);
    ServletContextHandler context = new ServletContextHandler("/api");
    ServletHolder ping = new ServletHolder("ping", new Ping());
    ping.setAsyncSupported(true);
    context.addServlet(ping, "/ping");
    Measuring measuring = new Measuring();
    Follower follower =
        switch (subject) {
          case "bare" -> () -> measuring.requests;
          case "weft" -> weft(context);
          case "spring" -> spring(context);
          default -> throw new IllegalArgumentException("unknown subject " + subject);
        };
    measuring.setHandler(context);
    server.setHandler(measuring);
    String burst = burst(traced);
    try {
      server.start();
      for (int i = 0; i < BURSTS_TO_WARM_UP; i++) {
        serve(connector, burst);
        measuring.take();
        follower.sent();
      }
      List<Cost> costs = new ArrayList<>();
      long end = System.nanoTime() + nanos;
      while (System.nanoTime() < end) {
        serve(connector, burst);
        costs.add(measuring.take());
        follower.sent();
      }
      print(subject + (traced ? ",traced" : ""), costs);
      // Who loses half of what it follows is fast.
      long lost = measuring.requests - follower.sent();
      if (lost > 0) {
        System.err.printf("%d of %d requests left no trace%n", lost, measuring.requests);
      }
    } finally {
      server.stop();
      Weft.close();
    }
  }

  private static LocalConnector connector(Server server) {
    HttpConnectionFactory http = new HttpConnectionFactory();
    // A burst in one piece: Jetty goes on with the next piece on another thread.
    http.setInputBufferSize(BURST * 1024);
    LocalConnector connector = new LocalConnector(server, http);
    server.addConnector(connector);
    return connector;
  }

  private static String burst(boolean traced) {
    Random random = new Random(1);
    StringBuilder burst = new StringBuilder();
    for (int i = 0; i <= BURST; i++) {
      burst
          .append("GET /api/ping HTTP/1.1\r\nHost: shop\r\nX-Request-ID: ")
          .append(new UUID(random.nextLong(), random.nextLong()))
          .append("\r\nUser-Agent: curl/8\r\nAccept: */*\r\n");
      if (traced) {
        burst
            .append("traceparent: 00-")
            .append(hex(random))
            .append(hex(random))
            .append('-')
            .append(hex(random))
            .append("-01\r\n");
      }
      burst.append(i == BURST ? "Connection: close\r\n\r\n" : "\r\n");
    }
    return burst.toString();
  }

  private static String hex(Random random) {
    return String.format("%016x", random.nextLong());
  }

  private static Follower weft(ServletContextHandler context) {
    Weft.configure().service("benchmark").to(new DiscardingSink()).localLines(false).start();
    Ops ops = Ops.builder().config(OpsConfig.of(Map.of("STATS_VIEW", "1"), Map.of())).build();
    context.addServletContainerInitializer((classes, to) -> ops.install(to));
    return () -> {
      Weft.flush(Duration.ofSeconds(10));
      // The begin and the end of each.
      return Weft.stats().delivered() / 2;
    };
  }

  private static Follower spring(ServletContextHandler context) {
    CountingExporter spans = new CountingExporter();
    SpringObservation spring = new SpringObservation(spans);
    FilterHolder filter = new FilterHolder(spring.filter());
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    return () -> {
      spring.flush();
      return spans.spans();
    };
  }

  private static void serve(LocalConnector connector, String burst) throws Exception {
    var connection = connector.executeRequest(burst);
    connection.waitUntilClosedOrIdleFor(10, TimeUnit.SECONDS);
    String answers = connection.takeOutputString();
    if (!answers.startsWith("HTTP/1.1 200")) {
      throw new IllegalStateException(answers);
    }
  }

  private static void print(String subject, List<Cost> costs) {
    System.out.printf(
        Locale.ROOT,
        "%-16s cpu %8.1f ns  wall %8.1f ns  allocated %8.1f B  requests %d%n",
        subject,
        fastTenth(costs, Cost::cpu),
        fastTenth(costs, Cost::wall),
        fastTenth(costs, Cost::bytes),
        costs.size() * BURST);
  }

  private static double fastTenth(List<Cost> costs, ToDoubleFunction<Cost> column) {
    double[] values = costs.stream().mapToDouble(column).sorted().toArray();
    return values[values.length / 10];
  }
}
