package dev.weft.daemon.http;

import java.io.IOException;

/** Answers requests of one kind. Called by any thread. */
@FunctionalInterface
interface Endpoint {
  /**
   * Answers, now or later.
   *
   * @throws Refused when there is no answer
   * @throws IOException when the caller has gone, or the store failed
   */
  void handle(Exchange exchange) throws IOException, Refused;
}
