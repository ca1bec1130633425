package dev.weft.web.apache5;

import static java.util.Objects.requireNonNull;

import dev.weft.web.client.OutgoingCalls;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.util.Timeout;

/**
 * Accompanies the calls of an Apache HttpClient 5, as {@link OutgoingCalls} says.
 *
 * <p>Through the classic client each redirection counts as a call of its own, as in Python's
 * requests; through the asynchronous one a call counts once. A call has a timeout when its {@code
 * RequestConfig} has a response timeout; a socket timeout that only the connection manager knows
 * cannot be seen from here, and the default comes before it.
 *
 * <p>Usable from any thread.
 */
public final class ApacheCalls {
  private static final String NAME = "weft";

  private ApacheCalls() {}

  /** Has a client that is being built accompany its calls. */
  public static HttpClientBuilder install(HttpClientBuilder client, OutgoingCalls calls) {
    return client.addExecInterceptorBefore(
        ChainElement.PROTOCOL.name(), NAME, new ClassicCalls(requireNonNull(calls, "calls")));
  }

  /** Has a client that is being built accompany its calls. */
  public static HttpAsyncClientBuilder install(HttpAsyncClientBuilder client, OutgoingCalls calls) {
    return client.addExecInterceptorFirst(
        NAME, new AsynchronousCalls(requireNonNull(calls, "calls")));
  }

  /** Where the request goes. */
  static URI address(HttpRequest request, HttpRoute route) {
    try {
      return request.getUri();
    } catch (URISyntaxException oddPath) {
      // Good enough for a name; the client decides whether it sends it.
      return URI.create(route.getTargetHost().toURI());
    }
  }

  /** The settings with the default timeout; empty where they have one, or there is none. */
  static Optional<RequestConfig> limited(
      HttpClientContext context, OutgoingCalls calls, String method, URI address) {
    RequestConfig given = context.getRequestConfigOrDefault();
    Timeout own = given.getResponseTimeout();
    if (own != null && !own.isDisabled()) {
      return Optional.empty();
    }
    return calls
        .limit(method, address)
        .map(limit -> RequestConfig.copy(given).setResponseTimeout(Timeout.of(limit)).build());
  }
}
