package dev.weft.web.request;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request goes through, from outside to inside.
 *
 * @param failures null where failures are left to the container
 * @param inner what stands between the answering of failures and the application
 */
record Stages(List<RequestListener> listeners, @Nullable FailureAnswers failures, Filter inner) {
  private static final Logger LOG = System.getLogger(Stages.class.getName());

  Stages {
    listeners = List.copyOf(listeners);
  }

  void began(RequestInfo info, HttpServletRequest request) {
    for (RequestListener listener : listeners) {
      guarded(() -> listener.began(info, request));
    }
  }

  void committing(RequestInfo info, HttpServletResponse response, long nanos) {
    for (RequestListener listener : listeners) {
      guarded(() -> listener.committing(info, response, nanos));
    }
  }

  void ended(RequestInfo info, int status, @Nullable Throwable failure, long nanos) {
    for (RequestListener listener : listeners) {
      guarded(() -> listener.ended(info, status, failure, nanos));
    }
  }

  private static void guarded(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException broken) {
      LOG.log(Level.WARNING, "A listener of requests failed", broken);
    }
  }
}
