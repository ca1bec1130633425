package dev.weft.web.metric;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.TraceContext;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/** The current task as an exemplar names it. */
final class CurrentTrace implements SpanContext {
  @Override
  public @Nullable String getCurrentTraceId() {
    return Scopes.current().map(Scope::id).map(TraceContext::traceId).orElse(null);
  }

  @Override
  public @Nullable String getCurrentSpanId() {
    return Scopes.current().map(Scope::id).map(TraceContext::spanId).orElse(null);
  }

  /** All tasks are recorded. */
  @Override
  public boolean isCurrentSpanSampled() {
    return true;
  }

  @Override
  public void markCurrentSpanAsExemplar() {}
}
