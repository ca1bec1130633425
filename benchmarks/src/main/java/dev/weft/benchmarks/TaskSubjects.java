package dev.weft.benchmarks;

import dev.weft.Scopes;
import dev.weft.Weft;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** Opening and closing a task with two fields, and a span with two attributes made current. */
final class TaskSubjects {
  private TaskSubjects() {}

  static Subject weft() {
    Weft.configure()
        .service("benchmark")
        .localLines(false)
        .queueCapacity(LogbackSubjects.QUEUE)
        .to(new DiscardingSink())
        .start();
    return new WeftTask();
  }

  static Subject openTelemetry() {
    return new OpenTelemetrySpan();
  }

  private static final class WeftTask implements Subject {
    private final long before = Weft.stats().delivered();

    @Override
    public void once(int turn) {
      Scopes.task("request")
          .with(Order.REQUEST_NAME, Order.REQUEST)
          .with(Order.TENANT_NAME, Order.TENANT)
          .run(() -> {});
    }

    @Override
    public long processed() {
      // Each turn is two records: a start and an end.
      return (Weft.stats().delivered() - before) / 2;
    }

    @Override
    public void settle() {
      Weft.flush(Duration.ofSeconds(10));
    }

    @Override
    public long lost() {
      return Weft.stats().droppedTotal() / 2;
    }

    @Override
    public void close() {
      Weft.close();
    }
  }

  private static final class OpenTelemetrySpan implements Subject {
    private final AtomicLong exported = new AtomicLong();
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    OpenTelemetrySpan() {
      provider =
          SdkTracerProvider.builder()
              .addSpanProcessor(
                  BatchSpanProcessor.builder(new CountingExporter(exported))
                      .setMaxQueueSize(LogbackSubjects.QUEUE)
                      .build())
              .build();
      tracer = provider.get("benchmark");
    }

    @Override
    @SuppressWarnings("try") // the scope is held for its effect
    public void once(int turn) {
      Span span =
          tracer
              .spanBuilder("request")
              .setAttribute(Order.REQUEST_NAME, Order.REQUEST)
              .setAttribute(Order.TENANT_NAME, Order.TENANT)
              .startSpan();
      try (var current = span.makeCurrent()) {
        // Nothing inside: the frame itself is measured.
      } finally {
        span.end();
      }
    }

    @Override
    public long processed() {
      return exported.get();
    }

    @Override
    public void close() {
      provider.close();
    }
  }

  private record CountingExporter(AtomicLong exported) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      exported.addAndGet(spans.size());
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
}
