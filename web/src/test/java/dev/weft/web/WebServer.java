package dev.weft.web;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** An application on a real Jetty, on a free port of the loop-back address. */
public final class WebServer implements AutoCloseable {
  private final Server server = new Server();
  private final ServletContextHandler context = new ServletContextHandler("/api");
  private final ServerConnector connector = new ServerConnector(server);
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private WebServer() {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
  }

  /** One with those operations and what is added to it, started. */
  public static WebServer with(Ops ops, Consumer<WebServer> application) {
    WebServer made = new WebServer();
    ops.install(made.context.getServletContext());
    application.accept(made);
    try {
      made.server.start();
    } catch (Exception failed) {
      throw new IllegalStateException("Jetty did not start", failed);
    }
    return made;
  }

  /** Adds a servlet, which may be asynchronous. */
  public WebServer servlet(String name, String pattern, Servlet servlet) {
    ServletHolder holder = new ServletHolder(name, servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, pattern);
    return this;
  }

  /** Its context. */
  public ServletContextHandler context() {
    return context;
  }

  /** The port. */
  public int port() {
    return connector.getLocalPort();
  }

  /** The address of a path below the context. */
  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + port() + "/api" + path);
  }

  /** Asks by GET. */
  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  /** Asks by that method. */
  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("Jetty did not stop", failed);
    }
  }
}
