package dev.weft.web.apache5;

import dev.weft.ScopeSnapshot;
import dev.weft.web.client.OutgoingCall;
import dev.weft.web.client.OutgoingCalls;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.support.BasicRequestBuilder;
import org.jspecify.annotations.Nullable;

/** Accompanies each call of the asynchronous client, from the thread that calls on. */
final class AsynchronousCalls implements AsyncExecChainHandler {
  private final OutgoingCalls calls;

  AsynchronousCalls(OutgoingCalls calls) {
    this.calls = calls;
  }

  @Override
  public void execute(
      HttpRequest request,
      @Nullable AsyncEntityProducer body,
      AsyncExecChain.Scope scope,
      AsyncExecChain chain,
      AsyncExecCallback callback)
      throws HttpException, IOException {
    URI address = ApacheCalls.address(request, scope.route);
    OutgoingCall call = calls.begin(request.getMethod(), address);
    ScopeSnapshot carried = call.release();
    try {
      HttpRequest more = BasicRequestBuilder.copy(request).build();
      call.headers(request::containsHeader).forEach(more::setHeader);
      ApacheCalls.limited(scope.clientContext, calls, request.getMethod(), address)
          .ifPresent(scope.clientContext::setRequestConfig);
      carried.<Exception>run(
          () -> chain.proceed(more, body, with(scope, more, call), new Told(call, callback)));
    } catch (Exception refused) {
      call.failed(refused);
      throw thrown(refused);
    }
  }

  // A redirection is made of the original request, so that has to have the headers too.
  private static AsyncExecChain.Scope with(
      AsyncExecChain.Scope scope, HttpRequest original, OutgoingCall call) {
    return new AsyncExecChain.Scope(
        scope.exchangeId,
        scope.route,
        original,
        new Dependency(call, scope.cancellableDependency),
        scope.clientContext,
        scope.execRuntime,
        scope.scheduler,
        scope.execCount);
  }

  private static RuntimeException thrown(Exception refused) throws HttpException, IOException {
    if (refused instanceof HttpException protocol) {
      throw protocol;
    }
    if (refused instanceof IOException network) {
      throw network;
    }
    throw (RuntimeException) refused;
  }

  /** Tells the call that it is cancelled: the chain is not always told. */
  private record Dependency(OutgoingCall call, CancellableDependency own)
      implements CancellableDependency {
    @Override
    public void setDependency(Cancellable dependency) {
      own.setDependency(() -> {
        call.cancelled();
        return dependency.cancel();
      });
    }

    @Override
    public boolean isCancelled() {
      return own.isCancelled();
    }

    @Override
    public boolean cancel() {
      call.cancelled();
      return own.cancel();
    }
  }

  /** Tells the call how it went, and the client's own. */
  private record Told(OutgoingCall call, AsyncExecCallback callback) implements AsyncExecCallback {
    @Override
    public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails details)
        throws HttpException, IOException {
      call.answered(response.getCode());
      return callback.handleResponse(response, details);
    }

    @Override
    public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
      callback.handleInformationResponse(response);
    }

    @Override
    public void completed() {
      callback.completed();
    }

    @Override
    public void failed(Exception cause) {
      call.failed(cause);
      callback.failed(cause);
    }
  }
}
