package dev.weft.web.request;

import jakarta.servlet.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request goes through, from outside to inside.
 *
 * @param failures null where failures are left to the container
 * @param inner what stands between the answering of failures and the application
 */
record Stages(List<RequestListener> listeners, @Nullable FailureAnswers failures, Filter inner) {
  Stages {
    listeners = List.copyOf(listeners);
  }
}
