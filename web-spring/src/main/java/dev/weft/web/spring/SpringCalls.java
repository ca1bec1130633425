package dev.weft.web.spring;

import static java.util.Objects.requireNonNull;

import dev.weft.web.client.OutgoingCalls;
import java.net.http.HttpClient;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Accompanies the calls of Spring's clients, as {@link OutgoingCalls} says.
 *
 * <ul>
 *   <li>{@code RestClient.builder().requestFactory(SpringCalls.requestFactory(calls))}, or the same
 *       of a {@code RestTemplate}: all of it.
 *   <li>{@code RestClient.builder().requestInterceptor(SpringCalls.interceptor(calls))}, for those
 *       who have a request factory of their own: all but the limits, which belong to the factory
 *       and cannot be seen from an interceptor. Not both, which would count each call twice.
 *   <li>{@code WebClient.builder().filter(SpringCalls.filter(calls))}: all of it, but a limit of
 *       the connector's own cannot be seen. A call's limit is given by its attribute {@value
 *       #TIMEOUT}.
 * </ul>
 *
 * <p>Usable from any thread.
 */
public final class SpringCalls {
  /** The attribute of a {@code WebClient}'s request that says how long, a {@code Duration}. */
  public static final String TIMEOUT = "dev.weft.web.timeout";

  private SpringCalls() {}

  /** Makes the requests of {@code RestClient} and {@code RestTemplate}, by Java's own client. */
  public static ClientHttpRequestFactory requestFactory(OutgoingCalls calls) {
    return requestFactory(calls, HttpClient.newHttpClient());
  }

  /** The same by that client. */
  public static ClientHttpRequestFactory requestFactory(OutgoingCalls calls, HttpClient client) {
    return new JdkClientHttpRequestFactory(calls.wrap(client));
  }

  /** For {@code RestClient} and {@code RestTemplate} with a request factory of their own. */
  public static ClientHttpRequestInterceptor interceptor(OutgoingCalls calls) {
    return new BlockingCalls(requireNonNull(calls, "calls"));
  }

  /**
   * For {@code WebClient}. A call belongs to the task that is current where it is subscribed to,
   * each time anew.
   */
  public static ExchangeFilterFunction filter(OutgoingCalls calls) {
    return new ReactiveCalls(requireNonNull(calls, "calls"));
  }
}
