package dev.weft.web;

import static java.util.Objects.requireNonNull;

import dev.weft.web.request.RequestFilter;
import dev.weft.web.request.RequestListener;
import dev.weft.web.view.Access;
import dev.weft.web.view.OpsServlet;
import dev.weft.web.view.Route;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

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
  private final RequestFilter filter;

  private Ops(Builder builder) {
    this.config = builder.config;
    this.access =
        config.secret().map(secret -> Access.knowing(secret, false)).orElseGet(Access::closed);
    this.routes = List.copyOf(builder.routes);
    RequestFilter.Builder tracking = RequestFilter.builder();
    builder.listeners.forEach(tracking::listener);
    this.filter = tracking.build();
  }

  /** Begins one with the default configuration. */
  public static Builder builder() {
    return new Builder();
  }

  /** Adds the filter and the endpoints to an application that has not started yet. */
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
  }

  /** Who may see what not everybody may. */
  public Access access() {
    return access;
  }

  @Override
  public void close() {}

  /** Says what the operations are made of. Used by one thread. */
  public static final class Builder {
    private final List<Route> routes = new ArrayList<>();
    private final List<RequestListener> listeners = new ArrayList<>();
    private OpsConfig config = OpsConfig.builder().build();

    private Builder() {}

    /** The configuration. */
    public Builder config(OpsConfig of) {
      config = requireNonNull(of, "of");
      return this;
    }

    /** One more endpoint. */
    public Builder route(Route route) {
      routes.add(requireNonNull(route, "route"));
      return this;
    }

    /** Is told of each request. */
    public Builder listener(RequestListener listener) {
      listeners.add(requireNonNull(listener, "listener"));
      return this;
    }

    /** Makes them; opens nothing yet. */
    public Ops build() {
      return new Ops(this);
    }
  }
}
