package dev.weft.web.request;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes each request a task, which ends when the answer does: at the end of the call, or when an
 * asynchronous request completes. To be mapped to all paths, as the first filter, for the
 * dispatcher types REQUEST and ASYNC, with asynchronous requests supported.
 *
 * <p>Usable from any thread.
 */
public final class RequestFilter implements Filter {
  /** A request's attribute by which an application names what answers, for metrics and logs. */
  public static final String ROUTE = "dev.weft.web.route";

  /** Servlets whose names begin so name their routes themselves. */
  public static final String OWN_SERVLETS = "dev.weft.web.";

  /** Of an asynchronous request, which may come back without its wrappers. */
  static final String TRACKED = "dev.weft.web.tracked";

  private final Proxies proxies;
  private final RequestIds ids;
  private final Stages stages;

  private RequestFilter(Builder builder) {
    this.proxies = new Proxies(builder.proxies);
    this.ids = new RequestIds(builder.idHeader);
    this.stages = new Stages(builder.listeners, builder.failures, builder.inner);
  }

  /** Begins one that only tracks. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
    } else {
      Tracked before = tracked(http);
      if (before == null) {
        String peer = http.getRemoteAddr();
        HttpServletRequest seen = proxies.seen(http, peer);
        String client = seen instanceof ForwardedRequest ? seen.getRemoteAddr() : peer;
        new Tracked(stages, Beginning.of(seen, client, ids), seen, answer).serve(chain);
      } else {
        before.serveAgain(http, answer, chain);
      }
    }
  }

  /** What tracks the request already; null the first time. */
  private static @Nullable Tracked tracked(HttpServletRequest request) {
    ServletRequest seen = request;
    while (seen instanceof ServletRequestWrapper wrapper) {
      if (seen instanceof TrackedRequest before) {
        return before.tracked();
      }
      seen = wrapper.getRequest();
    }
    return request.getAttribute(TRACKED) instanceof Tracked tracked ? tracked : null;
  }

  /** Says what a filter does beside tracking. Used by one thread. */
  public static final class Builder {
    private final List<RequestListener> listeners = new ArrayList<>();
    private TrustedProxies proxies = TrustedProxies.of("private");
    private @Nullable String idHeader;
    private @Nullable FailureAnswers failures;
    private Filter inner = (request, response, chain) -> chain.doFilter(request, response);

    private Builder() {}

    /** A header that is looked at for the request id before the common ones. Default none. */
    public Builder idHeader(@Nullable String name) {
      idHeader = name;
      return this;
    }

    /** Whose words about the client are believed. Default those of private networks. */
    public Builder proxies(TrustedProxies trusted) {
      proxies = requireNonNull(trusted, "trusted");
      return this;
    }

    /** Is told of each request. Default nobody. */
    public Builder listener(RequestListener listener) {
      listeners.add(requireNonNull(listener, "listener"));
      return this;
    }

    /** Answers failures. Default: the container does. */
    public Builder failures(@Nullable FailureAnswers answers) {
      failures = answers;
      return this;
    }

    /** Stands between the answering of failures and the application. Default nothing does. */
    public Builder inner(Filter filter) {
      inner = requireNonNull(filter, "filter");
      return this;
    }

    /** Makes the filter. */
    public RequestFilter build() {
      return new RequestFilter(this);
    }
  }
}
