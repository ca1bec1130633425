package dev.weft.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Answers in place of an application that failed. Called by the threads that serve. */
public interface FailureAnswers {
  /**
   * Whether this is answered here, and not by the container.
   *
   * @param failure null for what {@code sendError} is called with
   */
  default boolean takes(@Nullable Throwable failure) {
    return true;
  }

  /**
   * Answers what the application threw. Where the response is committed already there is only to be
   * logged what happened.
   *
   * @return whether it is a fault of the application, and so fails the task, or only a way to
   *     answer
   * @throws IOException when the client is gone
   */
  boolean thrown(HttpServletRequest request, HttpServletResponse response, Throwable failure)
      throws IOException;

  /**
   * Answers what {@code sendError} was called with, by the application or the container.
   *
   * @throws IOException when the client is gone
   */
  void sent(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      @Nullable String message)
      throws IOException;
}
