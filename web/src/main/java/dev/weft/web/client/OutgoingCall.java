package dev.weft.web.client;

import dev.weft.Scope;
import dev.weft.ScopeSnapshot;
import dev.weft.Scopes;
import dev.weft.TaskBuilder;
import dev.weft.TraceContext;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import dev.weft.web.request.RequestInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A call to another service that has begun; made by {@link OutgoingCalls#begin}. It is a task of
 * the thread that began it until that thread closes it, or, once released, until it was answered or
 * failed.
 *
 * <p>{@link #answered} and {@link #failed} are for any thread, the rest for the one that began it.
 */
public final class OutgoingCall implements AutoCloseable {
  /** The status of calls that failed, in metrics. */
  static final int FAILED = 999;

  private final Stats stats;
  private final String header;
  private final String method;
  private final Target target;
  private final @Nullable String requestId;
  private final Scope scope;
  private final long start = System.nanoTime();
  private final AtomicBoolean timed = new AtomicBoolean();
  private volatile boolean released;

  OutgoingCall(Stats stats, String header, String method, Target target) {
    this.stats = stats;
    this.header = header;
    this.method = method;
    this.target = target;
    this.requestId =
        RequestInfo.current().map(RequestInfo::id).filter(OutgoingCall::fits).orElse(null);
    this.scope = task().logger(OutgoingCalls.class.getName()).start();
  }

  private TaskBuilder task() {
    return Scopes.current().isPresent()
        ? Scopes.to("%s %s", method, target.text())
        : Scopes.task("%s %s", method, target.text());
  }

  /** Whether all clients take it as a header's value; the id came from outside, as it was. */
  private static boolean fits(String id) {
    return id.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  /**
   * What the call has to say to the other service. Once a call, since it numbers the task that the
   * other service begins.
   *
   * @param present whether the application set a header of that name itself
   */
  public Map<String, String> headers(Predicate<String> present) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (requestId != null && !present.test(header)) {
      headers.put(header, requestId);
    }
    // Parts of two traces would contradict each other.
    if (!present.test(TraceContext.TRACEPARENT) && !present.test(TraceContext.DISTLOG_TASK)) {
      headers.putAll(TraceContext.of(scope).headers());
    }
    return headers;
  }

  /**
   * Gives the thread back: the call goes on by itself.
   *
   * @return for what still has to be done in its name
   */
  public ScopeSnapshot release() {
    released = true;
    return scope.release();
  }

  /** The headers of the answer are there; a released call ends. Only the first time counts. */
  public void answered(int status) {
    if (time(status)) {
      scope.bind("status", status).success("%s %s %d", method, target.text(), status);
    }
    end();
  }

  /**
   * The call failed; a released one ends. After {@link #answered} it no longer counts in the
   * metrics, but the task that is still open shows it.
   */
  public void failed(Throwable thrown) {
    time(FAILED);
    if (!scope.ended()) {
      scope.fail(thrown);
    }
    end();
  }

  /** The one who called no longer wants the answer. */
  public void cancelled() {
    failed(new CancellationException("nobody waits for the answer any more"));
  }

  private boolean time(int status) {
    boolean first = timed.compareAndSet(false, true);
    if (first && stats.active()) {
      stats.timer(metric(status), System.nanoTime() - start);
    }
    return first;
  }

  private Metric metric(int status) {
    return Metric.of("requests")
        .part("scheme", target.scheme())
        .part("host", target.host())
        .part("port", Integer.toString(target.port()))
        .part("method", method)
        .part("status", Integer.toString(status));
  }

  private void end() {
    if (released) {
      scope.close();
    }
  }

  /** Ends its task, where it was not released. */
  @Override
  public void close() {
    if (!released) {
      scope.close();
    }
  }

  /** Method and address, for a person. */
  @Override
  public String toString() {
    return method + ' ' + target.text();
  }
}
