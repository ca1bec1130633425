package dev.weft.web.health;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.client.OutgoingCalls;
import dev.weft.web.metric.Stats;
import dev.weft.web.request.RequestInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page that has to answer with a status from 200 to 299. It is asked in the name of the request
 * that asked for the check: with its {@code X-Request-ID} and trace headers.
 *
 * <p>Collects the check's properties; used by one thread. What it makes is usable from any thread.
 */
public final class UrlCheck {
  private final Supplier<String> url;
  private String name;
  private int level = 1;
  private Duration timeout = Duration.ofSeconds(3);
  private Supplier<Map<String, String>> parameters = Map::of;
  private Supplier<Map<String, String>> headers = Map::of;
  private @Nullable HttpClient client;
  private Found found = response -> null;

  private UrlCheck(Supplier<String> url, String name) {
    this.url = url;
    this.name = name;
  }

  /** What a check says of an answer whose status is fine. */
  @FunctionalInterface
  public interface Found {
    /**
     * Looks at the answer.
     *
     * @return the check's result, a JSON value; null for nothing
     * @throws Exception when the answer is not what it should be
     */
    @Nullable Object in(HttpResponse<String> response) throws Exception;
  }

  /**
   * Of that address, which is the name as well.
   *
   * @throws ConfigurationException when it is not an http or https address
   */
  public static UrlCheck of(String url) {
    uri(url);
    return new UrlCheck(() -> url, url);
  }

  /** Of an address that is asked for each time. */
  public static UrlCheck of(String name, Supplier<String> url) {
    return new UrlCheck(requireNonNull(url, "url"), name);
  }

  /** Another name. */
  public UrlCheck named(String other) {
    name = other;
    return this;
  }

  /** Another level; default 1. */
  public UrlCheck level(int other) {
    level = other;
    return this;
  }

  /** How long the answer may take; default 3 seconds. */
  public UrlCheck timeout(Duration other) {
    timeout = requireNonNull(other, "other");
    return this;
  }

  /** Parameters for the query, asked for each time. */
  public UrlCheck parameters(Supplier<Map<String, String>> each) {
    parameters = requireNonNull(each, "each");
    return this;
  }

  /** More headers, asked for each time. */
  public UrlCheck headers(Supplier<Map<String, String>> each) {
    headers = requireNonNull(each, "each");
    return this;
  }

  /** Makes the result; by default there is none. */
  public UrlCheck found(Found result) {
    found = requireNonNull(result, "result");
    return this;
  }

  /**
   * What calls, such as one that is measured; by default one that all these checks share, which
   * also sends trace headers.
   */
  public UrlCheck client(HttpClient other) {
    client = requireNonNull(other, "other");
    return this;
  }

  /** The check, untimed but by the client that it was given. */
  public HealthCheck build() {
    return build(Stats.none());
  }

  /** The check; without a client of its own timed in that place. */
  HealthCheck build(Stats stats) {
    // Beyond the client's own timeout, which tells more.
    Duration limit = timeout.plusSeconds(1);
    return HealthCheck.of(name, level, body(stats)).limit(limit);
  }

  private HealthCheck.Body body(Stats stats) {
    HttpClient own = client;
    OutgoingCalls calls = OutgoingCalls.builder().stats(stats).build();
    Found look = found;
    Supplier<HttpRequest> request = request();
    return () -> {
      HttpClient calling = own == null ? calls.wrap(SharedClient.CLIENT) : own;
      HttpResponse<String> response = calling.send(request.get(), BodyHandlers.ofString());
      int status = response.statusCode();
      if (status < 200 || status > 299) {
        throw new CheckFailure(
            "GET " + response.uri() + " answered " + status + ", expected 200 to 299", null);
      }
      return look.in(response);
    };
  }

  private Supplier<HttpRequest> request() {
    Supplier<String> address = url;
    Supplier<Map<String, String>> query = parameters;
    Supplier<Map<String, String>> more = headers;
    Duration patience = timeout;
    return () -> {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri(withQuery(address.get(), query.get()))).timeout(patience);
      RequestInfo.current().ifPresent(current -> identify(request, current.id()));
      more.get().forEach(request::setHeader);
      return request.build();
    };
  }

  private static void identify(HttpRequest.Builder request, String id) {
    try {
      request.setHeader(OutgoingCalls.REQUEST_ID, id);
    } catch (IllegalArgumentException unsendable) {
      // Taken from a client as it was; the page is well all the same.
    }
  }

  private static String withQuery(String url, Map<String, String> parameters) {
    if (parameters.isEmpty()) {
      return url;
    }
    String query =
        parameters.entrySet().stream()
            .map(each -> encoded(each.getKey()) + '=' + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return url + (url.indexOf('?') < 0 ? '?' : '&') + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static URI uri(String url) {
    try {
      URI uri = URI.create(url);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below.
    }
    throw new ConfigurationException(
        "url", "url: expected an address such as http://localhost:8080/api/hello, got " + url);
  }

  /** Made by the first check that needs it. */
  private static final class SharedClient {
    static final HttpClient CLIENT =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  }
}
