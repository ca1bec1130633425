package dev.weft.benchmarks;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.handler.TracingAwareMeterObservationHandler;
import io.micrometer.tracing.otel.bridge.EventListener;
import io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.otel.bridge.OtelTracer.EventPublisher;
import io.micrometer.tracing.otel.bridge.Slf4JBaggageEventListener;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.micrometer.tracing.otel.propagation.BaggageTextMapPropagator;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * Spring's filter as Spring Boot 3.5 sets it up where its Actuator, Prometheus and OpenTelemetry's
 * tracing are on the class path: a span for each request, its ids in SLF4J's MDC, baggage, the
 * timer with exemplars and the long task timer. Read off its OpenTelemetryTracingAutoConfiguration
 * and its groups of handlers.
 *
 * <p>One thing differs: all requests are recorded, as Weft does it, where Boot records every tenth
 * unless the caller says.
 */
final class SpringObservation {
  private final OpenTelemetrySdk telemetry;
  private final ServerHttpObservationFilter filter;

  SpringObservation(SpanExporter spans) {
    EventPublisher events = publisher();
    // Before the first use of a context, since it is looked for only then.
    ContextStorage.addWrapper(new EventPublishingContextWrapper(events));
    var current = new OtelCurrentTraceContext();
    telemetry = telemetry(spans, current);
    var otel = telemetry.getTracer("org.springframework.boot");
    Tracer tracer = new OtelTracer(otel, current, events, baggage(current));
    OtelPropagator propagator = new OtelPropagator(telemetry.getPropagators(), otel);
    ObservationRegistry registry = ObservationRegistry.create();
    registry
        .observationConfig()
        .observationHandler(
            new FirstMatchingCompositeObservationHandler(
                List.of(
                    new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
                    new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                    new DefaultTracingObservationHandler(tracer))))
        .observationHandler(metrics(tracer));
    filter = new ServerHttpObservationFilter(registry);
  }

  /** The filter. */
  ServerHttpObservationFilter filter() {
    return filter;
  }

  /** Exports the spans that wait. */
  void flush() {
    telemetry.getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
  }

  private static EventPublisher publisher() {
    List<EventListener> listeners =
        List.of(new Slf4JBaggageEventListener(List.of()), new Slf4JEventListener());
    return event -> listeners.forEach(listener -> listener.onEvent(event));
  }

  private static OtelBaggageManager baggage(OtelCurrentTraceContext current) {
    return new OtelBaggageManager(current, List.of(), List.of());
  }

  private static OpenTelemetrySdk telemetry(SpanExporter spans, OtelCurrentTraceContext current) {
    TextMapPropagator propagators =
        new FirstPropagator(
            List.of(
                TextMapPropagator.composite(
                    W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance()),
                B3Propagator.injectingSingleHeader(),
                B3Propagator.injectingMultiHeaders()),
            new BaggageTextMapPropagator(List.of(), baggage(current)));
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(1)))
                .addSpanProcessor(BatchSpanProcessor.builder(spans).build())
                .build())
        .setPropagators(ContextPropagators.create(propagators))
        .build();
  }

  private static ObservationHandler<?> metrics(Tracer tracer) {
    MeterRegistry registry =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new Current(tracer));
    MeterObservationHandler<Observation.Context> timer =
        new DefaultMeterObservationHandler(registry);
    return new FirstMatchingCompositeObservationHandler(
        List.of(new TracingAwareMeterObservationHandler<>(timer, tracer)));
  }

  /** Takes what the first of them finds that finds something, and the baggage. */
  private record FirstPropagator(List<TextMapPropagator> each, TextMapPropagator baggage)
      implements TextMapPropagator {
    @Override
    public Collection<String> fields() {
      return each.get(0).fields();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
      each.get(0).inject(context, carrier, setter);
      baggage.inject(context, carrier, setter);
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
      Context found = context;
      for (int i = 0; i < each.size() && found.equals(context); i++) {
        found = each.get(i).extract(context, carrier, getter);
      }
      return baggage.extract(found, carrier, getter);
    }
  }

  /** The span that an exemplar names. */
  private record Current(Tracer tracer) implements SpanContext {
    @Override
    public @Nullable String getCurrentTraceId() {
      Span span = tracer.currentSpan();
      return span == null ? null : span.context().traceId();
    }

    @Override
    public @Nullable String getCurrentSpanId() {
      Span span = tracer.currentSpan();
      return span == null ? null : span.context().spanId();
    }

    @Override
    public boolean isCurrentSpanSampled() {
      Span span = tracer.currentSpan();
      return span != null && Boolean.TRUE.equals(span.context().sampled());
    }

    @Override
    public void markCurrentSpanAsExemplar() {}
  }
}
