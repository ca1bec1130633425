package dev.weft.web;

import static java.util.Objects.requireNonNull;

import dev.weft.web.cors.CorsFilter;
import dev.weft.web.cors.CorsService;
import dev.weft.web.cors.CorsServlet;
import dev.weft.web.error.ErrorListener;
import dev.weft.web.error.JsonErrors;
import dev.weft.web.request.RequestFilter;
import dev.weft.web.request.RequestListener;
import dev.weft.web.request.TrustedProxies;
import dev.weft.web.view.Access;
import dev.weft.web.view.IndexPage;
import dev.weft.web.view.IndexPart;
import dev.weft.web.view.OpsServlet;
import dev.weft.web.view.Route;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The operations of one web application: tracking of its requests and the endpoints beside its own.
 * Joins the parts, which do not know each other. Closed by its maker, after the server.
 *
 * <p>Usable from any thread.
 */
public final class Ops implements AutoCloseable {
  private static final String FILTER = "dev.weft.web.filter";
  private static final String SERVLET = RequestFilter.OWN_SERVLETS + "operations";

  private final OpsConfig config;
  private final Access access;
  private final List<Route> routes;
  private final List<CorsService> services;
  private final RequestFilter filter;

  private Ops(Builder builder) {
    this.config = builder.config;
    this.access =
        config
            .secret()
            .map(secret -> Access.knowing(secret, config.signedCookie()))
            .orElseGet(Access::closed);
    this.services = List.copyOf(builder.services);
    this.routes = routes(builder);
    this.filter = filter(builder);
  }

  private List<Route> routes(Builder builder) {
    List<Route> all = new ArrayList<>(builder.routes);
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
    builder.listeners.forEach(tracking::listener);
    return tracking.build();
  }

  /** Begins one with the default configuration. */
  public static Builder builder() {
    return new Builder();
  }

  /** Adds the filter, the endpoints and the services to an application that has not started yet. */
  public void install(ServletContext context) {
    access.installIn(context);
    FilterRegistration.Dynamic filtered = context.addFilter(FILTER, filter);
    filtered.setAsyncSupported(true);
    filtered.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
    OpsServlet servlet = new OpsServlet(config.basePath(), routes, access);
    ServletRegistration.Dynamic served = context.addServlet(SERVLET, servlet);
    served.setAsyncSupported(true);
    served.addMapping(servlet.patterns().toArray(new String[0]));
    for (CorsService service : services) {
      install(service, context);
    }
  }

  private void install(CorsService service, ServletContext context) {
    if (service.answered()) {
      ServletRegistration.Dynamic served =
          context.addServlet(service.name(), new CorsServlet(service, access));
      served.setAsyncSupported(true);
      served.addMapping(service.path());
    }
  }

  /** Who may see what not everybody may. */
  public Access access() {
    return access;
  }

  /** What it was set up by. */
  public OpsConfig config() {
    return config;
  }

  @Override
  public void close() {}

  /** Says what the operations are made of. Used by one thread. */
  public static final class Builder {
    private final List<Route> routes = new ArrayList<>();
    private final List<CorsService> services = new ArrayList<>();
    private final List<RequestListener> listeners = new ArrayList<>();
    private final List<ErrorListener> errorListeners = new ArrayList<>();
    private final List<IndexPart> titles = new ArrayList<>();
    private final List<IndexPart> openParts = new ArrayList<>();
    private final List<IndexPart> knownParts = new ArrayList<>();
    private OpsConfig config = OpsConfig.builder().build();

    private Builder() {}

    /** How they are set up. Default: by the defaults. */
    public Builder config(OpsConfig of) {
      config = requireNonNull(of, "of");
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
