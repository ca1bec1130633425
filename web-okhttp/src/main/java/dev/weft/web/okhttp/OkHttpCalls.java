package dev.weft.web.okhttp;

import static java.util.Objects.requireNonNull;

import dev.weft.ScopeSnapshot;
import dev.weft.Scopes;
import dev.weft.web.client.OutgoingCall;
import dev.weft.web.client.OutgoingCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Accompanies the calls of an OkHttp client, as {@link OutgoingCalls} says.
 *
 * <p>A call counts once however often it is redirected or tried. OkHttp itself limits each reading
 * to ten seconds unless told otherwise, so that the default timeout and the warning are for clients
 * that switched it off and have no limit of the whole call either.
 *
 * <p>Usable from any thread.
 */
public final class OkHttpCalls implements Interceptor {
  private final OutgoingCalls calls;

  private OkHttpCalls(OutgoingCalls calls) {
    this.calls = calls;
  }

  /**
   * To be added to a client's interceptors, the first of them. Calls that are enqueued run on
   * threads of OkHttp, which know nothing of the current task: use {@link #wrap} for those.
   */
  public static Interceptor interceptor(OutgoingCalls calls) {
    return new OkHttpCalls(requireNonNull(calls, "calls"));
  }

  /**
   * A factory of calls through that client, which has the interceptor; calls belong to the task
   * that is current when they are made, wherever they run.
   */
  public static Call.Factory wrap(OkHttpClient client, OutgoingCalls calls) {
    OkHttpClient.Builder builder = client.newBuilder();
    builder.interceptors().add(0, interceptor(calls));
    OkHttpClient accompanied = builder.build();
    return request ->
        accompanied.newCall(
            request.newBuilder().tag(ScopeSnapshot.class, Scopes.snapshot()).build());
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    ScopeSnapshot maker = chain.request().tag(ScopeSnapshot.class);
    return maker == null ? accompanied(chain) : maker.call(() -> accompanied(chain));
  }

  private Response accompanied(Chain chain) throws IOException {
    Request request = chain.request();
    OutgoingCall call = calls.begin(request.method(), request.url().uri());
    try {
      Request.Builder more = request.newBuilder();
      call.headers(name -> request.header(name) != null).forEach(more::header);
      Response response = limited(chain).proceed(more.build());
      call.answered(response.code());
      return response;
    } catch (Throwable failure) {
      call.failed(failure);
      throw failure;
    } finally {
      call.close();
    }
  }

  private Chain limited(Chain chain) {
    if (chain.readTimeoutMillis() > 0 || chain.call().timeout().timeoutNanos() > 0) {
      return chain;
    }
    Request request = chain.request();
    Optional<Duration> limit = calls.limit(request.method(), request.url().uri());
    return limit.isEmpty()
        ? chain
        : chain.withReadTimeout(millis(limit.get()), TimeUnit.MILLISECONDS);
  }

  private static int millis(Duration limit) {
    return (int) Math.max(1, Math.min(limit.toMillis(), Integer.MAX_VALUE));
  }
}
