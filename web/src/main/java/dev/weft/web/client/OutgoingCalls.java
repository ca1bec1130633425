package dev.weft.web.client;

import static java.util.Objects.requireNonNull;

import dev.weft.web.metric.Stats;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all clients of an application's calls to other services have in common. Each call
 *
 * <ul>
 *   <li>carries the current request's id, and the trace context by which the other service's work
 *       hangs below it in the same tree, unless the application set those headers itself;
 *   <li>is a task, a child of the current one, until its answer's headers are there, whose lines in
 *       the program's own log come from the logger of this class;
 *   <li>is timed as {@code requests.{scheme}.{host}.{port}.{METHOD}.{status}}, with status 999
 *       where it failed;
 *   <li>gets the default timeout where it has none; without a default it is warned of, once for
 *       each place in the code, by the logger {@value #LOGGER}.
 * </ul>
 *
 * <p>Immutable, usable from any thread.
 */
public final class OutgoingCalls {
  /** Who warns of calls without a timeout. */
  public static final String LOGGER = "c2cwsgiutils.request_tracking";

  /** The header of the request's id, unless said otherwise. */
  public static final String REQUEST_ID = "X-Request-ID";

  private final Stats stats;
  private final String header;
  private final @Nullable Duration timeout;
  private final CallSites unlimited = new CallSites();

  private OutgoingCalls(Builder builder) {
    this.stats = builder.stats;
    this.header = builder.header;
    this.timeout = builder.timeout;
  }

  /** Without metrics and default timeout, unless said otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A client whose calls are accompanied, in place of that one, which it uses. A call counts once
   * however often it is redirected, since Java's client follows by itself. Close it in place of
   * that one.
   */
  public HttpClient wrap(HttpClient client) {
    requireNonNull(client, "client");
    return client instanceof TrackedHttpClient ? client : new TrackedHttpClient(client, this);
  }

  /**
   * Begins a call, for those who accompany another client: the current thread then works for it
   * until {@link OutgoingCall#close} or {@link OutgoingCall#release}.
   */
  public OutgoingCall begin(String method, URI address) {
    return new OutgoingCall(
        stats, header, requireNonNull(method, "method"), Target.of(requireNonNull(address)));
  }

  /**
   * What limit a call gets that has none of its own. Where there is no default either, the place in
   * the code that calls is warned of, once.
   */
  public Optional<Duration> limit(String method, URI address) {
    if (timeout == null) {
      unlimited.warn(requireNonNull(method, "method"), requireNonNull(address, "address"));
    }
    return Optional.ofNullable(timeout);
  }

  /** The default timeout, for clients that take it once for all calls. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** How calls are accompanied. Used by one thread. */
  public static final class Builder {
    private Stats stats = Stats.none();
    private String header = REQUEST_ID;
    private @Nullable Duration timeout;

    private Builder() {}

    /** Where times go in. Default nowhere. */
    public Builder stats(Stats to) {
      stats = requireNonNull(to, "to");
      return this;
    }

    /** The header of the request's id. Default {@value OutgoingCalls#REQUEST_ID}. */
    public Builder requestIdHeader(String name) {
      header = requireNonNull(name, "name");
      return this;
    }

    /**
     * How long calls may take that say nothing themselves. Default: as long as they take.
     *
     * @throws IllegalArgumentException when it is not longer than zero
     */
    public Builder timeout(Duration limit) {
      if (limit.isZero() || limit.isNegative()) {
        throw new IllegalArgumentException("limit: expected more than 0, got " + limit);
      }
      timeout = limit;
      return this;
    }

    /** The calls. */
    public OutgoingCalls build() {
      return new OutgoingCalls(this);
    }
  }
}
