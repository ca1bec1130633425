package dev.weft.web.error;

import dev.weft.web.request.RequestInfo;

/**
 * Is told of failures that somebody should look at: all that are logged at ERROR. For error
 * trackers. Called inside the request's task by the thread that serves; what it throws is logged.
 */
@FunctionalInterface
public interface ErrorListener {
  /**
   * A request failed.
   *
   * @param status what the client is answered
   */
  void failed(RequestInfo request, int status, Throwable failure);
}
