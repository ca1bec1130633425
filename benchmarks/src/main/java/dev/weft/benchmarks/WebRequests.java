package dev.weft.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.weft.Weft;
import dev.weft.web.Ops;
import dev.weft.web.OpsConfig;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * What following a request adds to it: a servlet on Jetty alone, behind Weft's filter (task,
 * request id, metrics, server timing), and behind Spring's observation filter with the handlers
 * that Spring Boot sets up for metrics and OpenTelemetry tracing. Connections are left out; the
 * time is that of the thread that works for the request.
 *
 * <pre>WebRequests bare|weft|spring SECONDS [traced]</pre>
 *
 * Traced: with the trace of a caller, as most requests within a fleet have one.
 */
final class WebRequests {
  private static final int BURST = 500;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final String REQUEST =
      """
      GET /api/ping HTTP/1.1\r
      Host: shop\r
      X-Request-ID: 6f1c1a52-0000-4000-8000-000000000001\r
      User-Agent: curl/8\r
      Accept: */*\r
      """;
  private static final String TRACE =
      "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n";

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

  /** Takes the time of the thread that works for a request. */
  private static final class Measuring extends Handler.Wrapper {
    private long cpu;
    private long wall;
    private long bytes;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      long thread = Thread.currentThread().getId();
      long allocated = THREADS.getThreadAllocatedBytes(thread);
      long used = THREADS.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      boolean handled = super.handle(request, response, callback);
      wall += System.nanoTime() - start;
      cpu += THREADS.getCurrentThreadCpuTime() - used;
      bytes += THREADS.getThreadAllocatedBytes(thread) - allocated;
      return handled;
    }

    double[] take() {
      double[] taken = {(double) cpu / BURST, (double) wall / BURST, (double) bytes / BURST};
      cpu = 0;
      wall = 0;
      bytes = 0;
      return taken;
    }
  }

  public static void main(String[] arguments) throws Exception {
    String subject = arguments[0];
    boolean traced = arguments.length > 2;
    String request = REQUEST + (traced ? TRACE : "") + "\r\n";
    long nanos = (long) (Double.parseDouble(arguments[1]) * 1e9);
    Server server = new Server();
    LocalConnector connector = new LocalConnector(server);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/api");
    ServletHolder ping = new ServletHolder(new Ping());
    ping.setAsyncSupported(true);
    context.addServlet(ping, "/ping");
    switch (subject) {
      case "bare" -> {}
      case "weft" -> weft(context);
      case "spring" -> spring(context);
      default -> throw new IllegalArgumentException("unknown subject " + subject);
    }
    Measuring measuring = new Measuring();
    measuring.setHandler(context);
    server.setHandler(measuring);
    try {
      server.start();
      measure(connector, measuring, request, nanos);
      print(subject + (traced ? ", traced" : ""), measure(connector, measuring, request, nanos));
    } finally {
      server.stop();
      Weft.close();
    }
  }

  private static void weft(ServletContextHandler context) {
    Weft.configure().service("benchmark").to(new DiscardingSink()).localLines(false).start();
    Ops ops = Ops.builder().config(OpsConfig.of(Map.of("STATS_VIEW", "1"), Map.of())).build();
    context.addServletContainerInitializer((classes, to) -> ops.install(to));
  }

  private static void spring(ServletContextHandler context) {
    OpenTelemetrySdk telemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(BatchSpanProcessor.builder(new Discarding()).build())
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    var current = new OtelCurrentTraceContext();
    var otel = telemetry.getTracer("benchmark");
    OtelTracer tracer = new OtelTracer(otel, current, event -> {});
    ObservationRegistry registry = ObservationRegistry.create();
    registry
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()))
        .observationHandler(
            new FirstMatchingCompositeObservationHandler(
                List.of(
                    new PropagatingReceiverTracingObservationHandler<>(
                        tracer, new OtelPropagator(telemetry.getPropagators(), otel)),
                    new DefaultTracingObservationHandler(tracer))));
    FilterHolder filter = new FilterHolder(new ServerHttpObservationFilter(registry));
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
  }

  /** Takes spans and forgets them. */
  private static final class Discarding implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static double[][] measure(
      LocalConnector connector, Measuring measuring, String request, long nanos) throws Exception {
    double[][] bursts = new double[1 << 14][];
    int count = 0;
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end && count < bursts.length) {
      for (int i = 0; i < BURST; i++) {
        String answer = connector.getResponse(request);
        if (!answer.startsWith("HTTP/1.1 200")) {
          throw new IllegalStateException(answer);
        }
      }
      bursts[count++] = measuring.take();
    }
    return Arrays.copyOf(bursts, count);
  }

  private static void print(String subject, double[][] bursts) {
    System.out.printf(
        Locale.ROOT,
        "%-28s cpu %8.1f ns  wall %8.1f ns  allocated %8.1f B  requests %d%n",
        subject,
        median(bursts, 0),
        median(bursts, 1),
        median(bursts, 2),
        bursts.length * BURST);
  }

  private static double median(double[][] bursts, int column) {
    double[] values = Arrays.stream(bursts).mapToDouble(burst -> burst[column]).sorted().toArray();
    return values[values.length / 2];
  }
}
