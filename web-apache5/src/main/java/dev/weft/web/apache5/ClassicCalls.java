package dev.weft.web.apache5;

import dev.weft.web.client.OutgoingCall;
import dev.weft.web.client.OutgoingCalls;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/** Accompanies each exchange of the classic client, on the thread that calls. */
final class ClassicCalls implements ExecChainHandler {
  private final OutgoingCalls calls;

  ClassicCalls(OutgoingCalls calls) {
    this.calls = calls;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    URI address = ApacheCalls.address(request, scope.route);
    OutgoingCall call = calls.begin(request.getMethod(), address);
    Map<String, String> headers = call.headers(request::containsHeader);
    try {
      headers.forEach(request::setHeader);
      ApacheCalls.limited(scope.clientContext, calls, request.getMethod(), address)
          .ifPresent(scope.clientContext::setRequestConfig);
      ClassicHttpResponse response = chain.proceed(request, scope);
      call.answered(response.getCode());
      return response;
    } catch (Throwable failure) {
      call.failed(failure);
      throw failure;
    } finally {
      // The application may send the same request again, which is then another call.
      headers.keySet().forEach(request::removeHeaders);
      call.close();
    }
  }
}
