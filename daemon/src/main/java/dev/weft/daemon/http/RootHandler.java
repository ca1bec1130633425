package dev.weft.daemon.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes every request through the gate to whom it is for. Called by any thread. */
final class RootHandler extends Handler.Abstract {
  private static final Logger LOG = System.getLogger(RootHandler.class.getName());

  private final Gate gate;
  private final Endpoint api;
  private final Endpoint page;
  private final Metrics metrics;

  RootHandler(Gate gate, Endpoint api, Endpoint page, Metrics metrics) {
    this.gate = gate;
    this.api = api;
    this.page = page;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    Request.addCompletionListener(request, unused -> metrics.request(response.getStatus()));
    HttpURI uri = request.getHttpURI();
    Exchange bare = new Exchange(request, response, callback, new Target("/", Map.of()));
    try {
      String path = uri.getPath() == null ? "/" : uri.getPath();
      Target target = Target.of(path, uri.getQuery());
      answer(new Exchange(request, response, callback, target), bare);
    } catch (Refused unreadable) {
      bare.refuse(unreadable);
    }
    return true;
  }

  private void answer(Exchange exchange, Exchange bare) {
    try {
      gate.admit(exchange);
      if (exchange.path().equals("/api") || exchange.path().startsWith("/api/")) {
        if (!exchange.path().startsWith(Api.ROOT + "/")) {
          throw Refused.notFound("there is nothing at this path; the API is at " + Api.ROOT);
        }
        api.handle(exchange);
      } else {
        page.handle(exchange);
      }
    } catch (Refused refused) {
      bare.refuse(refused);
    } catch (IOException | RuntimeException failed) {
      fail(exchange, failed);
    }
  }

  // The path is named, and never the query: it may hold a token.
  private static void fail(Exchange exchange, Exception failed) {
    LOG.log(
        Logger.Level.WARNING, "no answer to " + exchange.method() + " " + exchange.path(), failed);
    if (exchange.answered()) {
      exchange.callback().failed(failed);
    } else {
      exchange.refuse(Refused.internal());
    }
  }
}
