package dev.weft.web.client;

import dev.weft.ScopeSnapshot;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Java's client, its calls accompanied. What newer Javas added, such as closing, is passed on as
 * far as this Java has it. Usable from any thread.
 */
final class TrackedHttpClient extends HttpClient {
  private final HttpClient client;
  private final OutgoingCalls calls;
  private final ClosingClient closing;

  TrackedHttpClient(HttpClient client, OutgoingCalls calls) {
    this.client = client;
    this.calls = calls;
    this.closing = new ClosingClient(client);
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    OutgoingCall call = calls.begin(request.method(), request.uri());
    try {
      return client.send(accompanied(request, call), told(handler, call));
    } catch (Throwable failure) {
      call.failed(failure);
      throw failure;
    } finally {
      call.close();
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return accompany(
        request, call -> client.sendAsync(accompanied(request, call), told(handler, call)));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      BodyHandler<T> handler,
      @Nullable PushPromiseHandler<T> pushPromiseHandler) {
    return accompany(
        request,
        call ->
            client.sendAsync(accompanied(request, call), told(handler, call), pushPromiseHandler));
  }

  private <T> CompletableFuture<HttpResponse<T>> accompany(
      HttpRequest request, Function<OutgoingCall, CompletableFuture<HttpResponse<T>>> send) {
    OutgoingCall call = calls.begin(request.method(), request.uri());
    ScopeSnapshot carried = call.release();
    try {
      CompletableFuture<HttpResponse<T>> answer = carried.call(() -> send.apply(call));
      // Beside the caller's future, which has to stay the client's own: cancelling it ends the
      // call.
      var unused =
          answer.whenComplete((response, failure) -> {
            if (failure != null) {
              call.failed(failure);
            }
          });
      return answer;
    } catch (Throwable refused) {
      call.failed(refused);
      throw refused;
    }
  }

  private HttpRequest accompanied(HttpRequest request, OutgoingCall call) {
    HttpRequest.Builder more = HttpRequest.newBuilder(request, (name, value) -> true);
    call.headers(name -> request.headers().firstValue(name).isPresent()).forEach(more::setHeader);
    if (request.timeout().isEmpty()) {
      calls.limit(request.method(), request.uri()).ifPresent(more::timeout);
    }
    return more.build();
  }

  private static <T> BodyHandler<T> told(BodyHandler<T> handler, OutgoingCall call) {
    return head -> {
      call.answered(head.statusCode());
      return handler.apply(head);
    };
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  /** The client's own: a socket is no call. */
  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return client.newWebSocketBuilder();
  }

  // From here on what Java 21 added; no annotations, since 17 has nothing to override.

  @SuppressWarnings("MissingOverride")
  public void close() {
    closing.close();
  }

  @SuppressWarnings("MissingOverride")
  public void shutdown() {
    closing.shutdown();
  }

  @SuppressWarnings("MissingOverride")
  public void shutdownNow() {
    closing.shutdownNow();
  }

  @SuppressWarnings("MissingOverride")
  public boolean awaitTermination(Duration limit) throws InterruptedException {
    return closing.awaitTermination(limit);
  }

  @SuppressWarnings("MissingOverride")
  public boolean isTerminated() {
    return closing.isTerminated();
  }

  /** The client, for a person. */
  @Override
  public String toString() {
    return "Tracked[" + client + ']';
  }
}
