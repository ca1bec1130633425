package dev.weft.web;

import static java.util.Objects.requireNonNull;

import dev.weft.event.control.Control;
import dev.weft.web.broadcast.Broadcast;
import dev.weft.web.client.OutgoingCalls;
import dev.weft.web.cors.CorsFilter;
import dev.weft.web.cors.CorsService;
import dev.weft.web.error.ErrorListener;
import dev.weft.web.error.JsonErrors;
import dev.weft.web.health.HealthChecks;
import dev.weft.web.metric.RequestMetrics;
import dev.weft.web.metric.Stats;
import dev.weft.web.request.RequestFilter;
import dev.weft.web.request.RequestListener;
import dev.weft.web.request.TrustedProxies;
import dev.weft.web.view.Access;
import dev.weft.web.view.IndexPage;
import dev.weft.web.view.IndexPart;
import dev.weft.web.view.Route;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one web application: tracking of its requests and the endpoints beside its own.
 * Joins the parts, which do not know each other. Closed by its maker, after the server.
 *
 * <p>Usable from any thread.
 */
public final class Ops implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Ops.class.getName());

  private final Groundwork groundwork;
  private final OpsConfig config;
  private final Access access;
  private final Fleet fleet;
  private final List<Route> routes;
  private final List<CorsService> services;
  private final RequestFilter filter;

  private Ops(Builder builder) {
    this.groundwork = builder.groundwork();
    this.config = groundwork.config();
    this.access = groundwork.access();
    this.fleet = new Fleet(groundwork, builder.checks);
    this.services = List.copyOf(builder.services);
    this.routes = routes(builder);
    this.filter = filter(builder);
  }

  private List<Route> routes(Builder builder) {
    List<Route> all = new ArrayList<>(builder.routes);
    all.addAll(groundwork.routes());
    all.addAll(fleet.routes());
    // What nobody may see is not there.
    all.removeIf(route -> route.secret() && !access.possible());
    if (!config.basePath().isEmpty()) {
      IndexPage page =
          IndexPage.builder(config.basePath(), all, access.possible())
              .title(builder.titles)
              .open(builder.openParts)
              .known(builder.knownParts)
              .build();
      all.add(new Route("c2c_index", Set.of("GET", "POST"), "/", true, false, page));
    }
    return List.copyOf(all);
  }

  private RequestFilter filter(Builder builder) {
    RequestFilter.Builder tracking =
        RequestFilter.builder()
            .proxies(TrustedProxies.of(config.trustedProxies()))
            .idHeader(config.requestIdHeader().orElse(null))
            .failures(
                new JsonErrors(
                    access,
                    config.development(),
                    config.disableExceptionHandling(),
                    builder.errorListeners))
            .inner(new CorsFilter(services));
    RequestMetrics metrics = RequestMetrics.to(groundwork.stats());
    tracking.listener(groundwork.measuring() ? metrics : new Unannounced(metrics));
    builder.listeners.forEach(tracking::listener);
    return tracking.build();
  }

  /** Begins one with the default configuration. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reaches the other instances, where the configuration says where; for programs that serve
   * nobody. {@link #install} does it too. A second call does nothing.
   */
  public void start() {
    fleet.start();
  }

  /**
   * Adds the filter, the endpoints and the services to an application that has not started yet, and
   * starts.
   */
  public void install(ServletContext context) {
    start();
    if (!config.disableExceptionHandling()) {
      LOG.log(Level.INFO, "Installed the error catching views");
    }
    new Installation(context, access).add(filter, config.basePath(), routes, services);
  }

  /** Who may see what not everybody may. */
  public Access access() {
    return access;
  }

  /** What it was set up by. */
  public OpsConfig config() {
    return config;
  }

  /** Where the application measures. */
  public Stats stats() {
    return groundwork.stats();
  }

  /** Reaches all instances. */
  public Broadcast broadcast() {
    return groundwork.broadcast();
  }

  /** Accompanies calls to other services. */
  public OutgoingCalls outgoing() {
    return groundwork.outgoing();
  }

  /** The connection to what all instances share; empty where this one is alone. */
  public Optional<Control> control() {
    return fleet.control();
  }

  /** Ends the checks, the connection to other instances and the sending of measurements. */
  @Override
  public void close() {
    fleet.close();
    groundwork.close();
  }

  /** Says what the operations are made of. Used by one thread. */
  public static final class Builder {
    private final List<Route> routes = new ArrayList<>();
    private final List<CorsService> services = new ArrayList<>();
    private final List<RequestListener> listeners = new ArrayList<>();
    private final List<ErrorListener> errorListeners = new ArrayList<>();
    private final List<IndexPart> titles = new ArrayList<>();
    private final List<IndexPart> openParts = new ArrayList<>();
    private final List<IndexPart> knownParts = new ArrayList<>();
    private final List<Consumer<HealthChecks.Builder>> checks = new ArrayList<>();
    private @Nullable Groundwork groundwork;
    private OpsConfig config = OpsConfig.builder().build();

    private Builder() {}

    /** How they are set up. Default: by the defaults. */
    public Builder config(OpsConfig of) {
      config = requireNonNull(of, "of");
      return this;
    }

    /** What the application's own parts were built on already, with its configuration. */
    public Builder groundwork(Groundwork of) {
      groundwork = requireNonNull(of, "of");
      return this;
    }

    private Groundwork groundwork() {
      return groundwork == null ? Groundwork.of(config) : groundwork;
    }

    /** Adds health checks, and with them the endpoint. Default none. */
    public Builder health(Consumer<HealthChecks.Builder> more) {
      checks.add(requireNonNull(more, "more"));
      return this;
    }

    /** One more endpoint. */
    public Builder route(Route route) {
      routes.add(requireNonNull(route, "route"));
      return this;
    }

    /** A service of the application that pages of other origins may call. */
    public Builder service(CorsService service) {
      services.add(requireNonNull(service, "service"));
      return this;
    }

    /** Is told of each request. */
    public Builder listener(RequestListener listener) {
      listeners.add(requireNonNull(listener, "listener"));
      return this;
    }

    /** Is told of failures that somebody should look at. */
    public Builder errorListener(ErrorListener listener) {
      errorListeners.add(requireNonNull(listener, "listener"));
      return this;
    }

    /** At the top of the index page. */
    public Builder indexTitle(IndexPart part) {
      titles.add(requireNonNull(part, "part"));
      return this;
    }

    /** On the index page, for everybody. */
    public Builder indexPart(IndexPart part) {
      openParts.add(requireNonNull(part, "part"));
      return this;
    }

    /** On the index page, for who knows the secret. */
    public Builder indexPartForKnown(IndexPart part) {
      knownParts.add(requireNonNull(part, "part"));
      return this;
    }

    /** Makes them; opens nothing yet. */
    public Ops build() {
      return new Ops(this);
    }
  }
}
