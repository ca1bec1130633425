package dev.weft.web.metric;

import static java.util.Objects.requireNonNull;

import dev.weft.web.request.RequestInfo;
import dev.weft.web.request.RequestListener;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells how long each request took, {@code route.{METHOD}.{route}.{status}}, and from the beginning
 * of its rendering to its end, {@code render…}; and tells the client, by {@code Server-Timing}.
 *
 * <p>The status is the one that was sent. What no route answers counts as {@code _not_found}, a
 * method that nobody knows as {@code _other}, so that clients cannot make up names. Usable from any
 * thread.
 */
public final class RequestMetrics implements RequestListener {
  private static final String NOT_FOUND = "_not_found";
  private static final Set<String> METHODS =
      Set.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "DELETE",
          "OPTIONS",
          "PATCH",
          "TRACE",
          "CONNECT",
          "PROPFIND",
          "PROPPATCH",
          "MKCOL",
          "COPY",
          "MOVE",
          "LOCK",
          "UNLOCK",
          "REPORT",
          "SEARCH");
  private static final int MOST_KEPT = 5_000;
  private static final int GROUP = 100;

  private final Stats stats;
  private final Map<Answered, Metrics> kept = new ConcurrentHashMap<>();
  // How the header begins, by route; that of no route under the empty text.
  private final Map<String, String> timings = new ConcurrentHashMap<>();

  private RequestMetrics(Stats stats) {
    this.stats = stats;
  }

  /** Into those. */
  public static RequestMetrics to(Stats stats) {
    return new RequestMetrics(requireNonNull(stats, "stats"));
  }

  @Override
  public void committing(RequestInfo request, HttpServletResponse response, long nanos) {
    if (stats.active()) {
      response.addHeader(
          ServerTiming.HEADER,
          ServerTiming.text(timing(request.route().orElse(null)), nanos, rendering(request)));
    }
  }

  private String timing(@Nullable String route) {
    String known = timings.get(route == null ? "" : route);
    return known == null ? newTiming(route) : known;
  }

  private String newTiming(@Nullable String route) {
    String made = ServerTiming.beginning(route);
    if (timings.size() < MOST_KEPT) {
      timings.put(route == null ? "" : route, made);
    }
    return made;
  }

  @Override
  public void ended(RequestInfo request, int status, @Nullable Throwable failure, long nanos) {
    if (!stats.active()) {
      return;
    }
    Metrics metrics = metrics(request, status);
    stats.timer(metrics.route, nanos);
    OptionalLong rendering = rendering(request);
    if (rendering.isPresent()) {
      stats.timer(metrics.render, rendering.getAsLong());
    }
  }

  private static OptionalLong rendering(RequestInfo request) {
    OptionalLong since = request.renderingSince();
    return since.isEmpty() ? since : OptionalLong.of(System.nanoTime() - since.getAsLong());
  }

  private Metrics metrics(RequestInfo request, int status) {
    Answered answered = Answered.of(request, status);
    Metrics known = kept.get(answered);
    if (known != null) {
      return known;
    }
    Metrics made = new Metrics(answered.metric("route"), answered.metric("render"));
    if (kept.size() < MOST_KEPT) {
      kept.put(answered, made);
    }
    return made;
  }

  /** What the names follow from. */
  private record Answered(String method, String route, int status) {
    static Answered of(RequestInfo request, int status) {
      String method = METHODS.contains(request.method()) ? request.method() : MemorySink.OTHER;
      return new Answered(method, request.route().orElse(NOT_FOUND), status);
    }

    Metric metric(String kind) {
      return Metric.of(kind)
          .part("method", method)
          .part("route", route)
          .part("status", Integer.toString(status))
          .tagOnly("group", Integer.toString(status / GROUP));
    }

    // Written out, since those that the compiler links are not inlined deep in a container's stack.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Answered answered
          && status == answered.status
          && route.equals(answered.route)
          && method.equals(answered.method);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * method.hashCode() + route.hashCode()) + status;
    }
  }

  private record Metrics(Metric route, Metric render) {}
}
