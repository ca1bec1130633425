package dev.weft.web.request;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request goes through, from outside to inside. Immutable, usable from any thread. */
final class Stages {
  private static final Logger LOG = System.getLogger(Stages.class.getName());

  private final RequestListener[] listeners;
  private final @Nullable FailureAnswers failures;
  private final Filter inner;

  Stages(List<RequestListener> listeners, @Nullable FailureAnswers failures, Filter inner) {
    this.listeners = listeners.toArray(new RequestListener[0]);
    this.failures = failures;
    this.inner = inner;
  }

  /** Null where failures are left to the container. */
  @Nullable FailureAnswers failures() {
    return failures;
  }

  /** What stands between the answering of failures and the application. */
  Filter inner() {
    return inner;
  }

  void began(RequestInfo info, HttpServletRequest request) {
    for (RequestListener listener : listeners) {
      try {
        listener.began(info, request);
      } catch (RuntimeException broken) {
        failed(broken);
      }
    }
  }

  void committing(RequestInfo info, HttpServletResponse response, long nanos) {
    for (RequestListener listener : listeners) {
      try {
        listener.committing(info, response, nanos);
      } catch (RuntimeException broken) {
        failed(broken);
      }
    }
  }

  void ended(RequestInfo info, int status, @Nullable Throwable failure, long nanos) {
    for (RequestListener listener : listeners) {
      try {
        listener.ended(info, status, failure, nanos);
      } catch (RuntimeException broken) {
        failed(broken);
      }
    }
  }

  private static void failed(RuntimeException broken) {
    LOG.log(Level.WARNING, "A listener of requests failed", broken);
  }
}
