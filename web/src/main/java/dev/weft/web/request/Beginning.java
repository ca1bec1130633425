package dev.weft.web.request;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.TaskBuilder;
import dev.weft.TraceContext;
import dev.weft.event.Level;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request's task, begun where its headers say: the request id and the W3C trace are one thing
 * where that can be.
 *
 * @param traceResponse for the header of that name
 */
record Beginning(RequestInfo info, Scope scope, String traceResponse) {
  /**
   * Begins it.
   *
   * @param client where the client is; null where the container does not say
   */
  static Beginning of(HttpServletRequest request, @Nullable String client, RequestIds ids) {
    String given = ids.given(request);
    Optional<TraceContext> place = TraceContext.received(request::getHeader);
    String random = given == null && place.isEmpty() ? RequestIds.random() : null;
    String id = id(given, place, random);
    RequestInfo info = info(request, client, id);
    Scope scope =
        task(place, random, id, info.line())
            .carrying(info)
            .logger("dev.weft.web.request")
            // Weft is told; the program's own log would drown in them.
            .level(Level.DEBUG)
            .with(RequestInfo.REQUEST_ID, id)
            .with("method", info.method())
            .with("path", info.path())
            .start();
    return new Beginning(
        info, scope, place.orElseGet(() -> TraceContext.of(scope.id())).traceparent());
  }

  private static String id(
      @Nullable String given, Optional<TraceContext> place, @Nullable String random) {
    if (given != null) {
      return given;
    }
    return random != null ? random : TraceContext.traceId(place.orElseThrow().id());
  }

  private static TaskBuilder task(
      Optional<TraceContext> place, @Nullable String random, String id, String name) {
    if (place.isPresent()) {
      return Scopes.importTask(place.get().id(), name);
    }
    if (random != null) {
      return Scopes.importTask(random, name);
    }
    String uuid = RequestIds.uuid(id);
    // The same id may come with several requests: each is a branch of its own below it.
    return uuid == null ? Scopes.task(name) : Scopes.importTask(uuid, name).uniqueBranch();
  }

  private static RequestInfo info(HttpServletRequest request, @Nullable String client, String id) {
    RequestInfo info = new RequestInfo(id, request.getMethod(), request.getRequestURI(), client);
    HttpServletMapping mapping = request.getHttpServletMapping();
    if (mapping != null && mapping.getMappingMatch() != MappingMatch.DEFAULT) {
      String servlet = mapping.getServletName();
      // Our own name their routes themselves.
      if (servlet != null
          && !servlet.isEmpty()
          && !servlet.startsWith(RequestFilter.OWN_SERVLETS)) {
        info.route(servlet);
      }
    }
    return info;
  }
}
