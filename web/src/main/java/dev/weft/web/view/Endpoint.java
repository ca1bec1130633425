package dev.weft.web.view;

/** What answers at a route. Called by the container's threads, also at once. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers.
   *
   * @throws HttpError an answer of another status
   * @throws Exception anything else becomes a JSON answer of status 500
   */
  Reply answer(Call call) throws Exception;
}
