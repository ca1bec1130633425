package dev.weft.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each request, for measurements. Called by the threads that serve, also at once; what
 * it throws is logged and harms no request.
 */
public interface RequestListener {
  /** A request's task has begun. */
  default void began(RequestInfo request, HttpServletRequest servletRequest) {}

  /**
   * The headers of a good answer are about to be sent; the last moment to add one. Not called where
   * a failure was answered.
   *
   * @param nanos since the beginning, in nanoseconds
   */
  default void committing(RequestInfo request, HttpServletResponse response, long nanos) {}

  /**
   * A request has ended; called once for each, also for asynchronous ones, inside its task.
   *
   * @param status what the client was sent, in the end
   * @param failure what was thrown, also where it was answered; null for none
   * @param nanos since the beginning, in nanoseconds
   */
  default void ended(RequestInfo request, int status, @Nullable Throwable failure, long nanos) {}
}
