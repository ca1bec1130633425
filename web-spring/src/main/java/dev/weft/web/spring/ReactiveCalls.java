package dev.weft.web.spring;

import dev.weft.ScopeSnapshot;
import dev.weft.web.client.OutgoingCall;
import dev.weft.web.client.OutgoingCalls;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/** Accompanies each call from the subscription until its headers are there. */
final class ReactiveCalls implements ExchangeFilterFunction {
  private final OutgoingCalls calls;

  ReactiveCalls(OutgoingCalls calls) {
    this.calls = calls;
  }

  @Override
  public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
    return Mono.defer(() -> begun(request, next));
  }

  private Mono<ClientResponse> begun(ClientRequest request, ExchangeFunction next) {
    OutgoingCall call = calls.begin(request.method().name(), request.url());
    ScopeSnapshot carried = call.release();
    Mono<ClientResponse> answer;
    try {
      answer = carried.call(() -> next.exchange(accompanied(request, call)));
    } catch (RuntimeException refused) {
      call.failed(refused);
      throw refused;
    }
    return limit(request)
        .map(answer::timeout)
        .orElse(answer)
        .doOnNext(response -> call.answered(response.statusCode().value()))
        .doOnError(call::failed)
        .doOnCancel(call::cancelled);
  }

  private static ClientRequest accompanied(ClientRequest request, OutgoingCall call) {
    ClientRequest.Builder more = ClientRequest.from(request);
    call.headers(name -> request.headers().getFirst(name) != null).forEach(more::header);
    return more.build();
  }

  private Optional<Duration> limit(ClientRequest request) {
    Optional<Duration> own =
        request
            .attribute(SpringCalls.TIMEOUT)
            .filter(Duration.class::isInstance)
            .map(Duration.class::cast);
    return own.or(() -> calls.limit(request.method().name(), request.url()));
  }
}
