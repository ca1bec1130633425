package dev.weft.web;

import dev.weft.web.cors.CorsService;
import dev.weft.web.cors.CorsServlet;
import dev.weft.web.request.RequestFilter;
import dev.weft.web.view.Access;
import dev.weft.web.view.OpsServlet;
import dev.weft.web.view.Route;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.List;

/** Adds the operations to an application that has not started yet. */
record Installation(ServletContext context, Access access) {
  private static final String FILTER = RequestFilter.OWN_SERVLETS + "requests";
  private static final String SERVLET = RequestFilter.OWN_SERVLETS + "operations";

  void add(RequestFilter filter, String base, List<Route> routes, List<CorsService> services) {
    access.installIn(context);
    FilterRegistration.Dynamic filtered = context.addFilter(FILTER, filter);
    filtered.setAsyncSupported(true);
    filtered.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
    OpsServlet servlet = new OpsServlet(base, routes, access);
    serve(SERVLET, servlet, servlet.patterns().toArray(new String[0]));
    for (CorsService service : services) {
      if (service.answered()) {
        serve(service.name(), new CorsServlet(service, access), service.path());
      }
    }
  }

  private void serve(String name, Servlet servlet, String... patterns) {
    ServletRegistration.Dynamic served = context.addServlet(name, servlet);
    if (served == null) {
      throw new IllegalStateException(
          "there are two servlets named " + name + "; give the service another name");
    }
    served.setAsyncSupported(true);
    served.addMapping(patterns);
  }
}
