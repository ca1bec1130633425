package dev.weft.web.spring;

import dev.weft.web.client.OutgoingCall;
import dev.weft.web.client.OutgoingCalls;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Accompanies each call on the thread that calls. */
final class BlockingCalls implements ClientHttpRequestInterceptor {
  private final OutgoingCalls calls;

  BlockingCalls(OutgoingCalls calls) {
    this.calls = calls;
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    OutgoingCall call = calls.begin(request.getMethod().name(), request.getURI());
    try {
      HttpHeaders given = request.getHeaders();
      call.headers(name -> given.getFirst(name) != null).forEach(given::set);
      ClientHttpResponse response = execution.execute(request, body);
      call.answered(response.getStatusCode().value());
      return response;
    } catch (Throwable failure) {
      call.failed(failure);
      throw failure;
    } finally {
      call.close();
    }
  }
}
