package dev.weft.web;

import dev.weft.web.request.RequestInfo;
import dev.weft.web.request.RequestListener;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Measures without telling clients: {@code Server-Timing} is for those who configured a back end,
 * and {@code /metrics} is always there.
 */
record Unannounced(RequestListener metrics) implements RequestListener {
  @Override
  public void began(RequestInfo request, HttpServletRequest servletRequest) {
    metrics.began(request, servletRequest);
  }

  @Override
  public void ended(RequestInfo request, int status, @Nullable Throwable failure, long nanos) {
    metrics.ended(request, status, failure, nanos);
  }
}
