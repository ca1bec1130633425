package dev.weft.web.request;

import dev.weft.Scope;
import dev.weft.ScopeSnapshot;
import dev.weft.web.request.TrackedResponse.SentError;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request under way: its task from the beginning to the end, which for an asynchronous one comes
 * long after the call that began it, on another thread.
 *
 * <p>Used by the thread that serves, then by whatever threads the container calls back on.
 */
final class Tracked {
  private static final Logger LOG = System.getLogger(Tracked.class.getName());
  private static final int SERVER_ERROR = 500;
  private static final int STATUSES = 600;
  private static final @Nullable String[] ENDINGS = new String[STATUSES];

  private final Stages stages;
  private final RequestInfo info;
  private final Scope scope;
  private final long began;
  // In nanoseconds; 0 until the call that ends it has been left.
  private long lasted;
  private final @Nullable String traceResponse;
  private final TrackedRequest request;
  private final TrackedResponse response;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable ScopeSnapshot carried;
  private volatile boolean asynchronous;
  private volatile boolean failedAnswer;
  private volatile boolean left;
  // Named for what is rare: a volatile write costs each request more than it looks.
  private volatile boolean noFault;
  private volatile @Nullable Throwable failure;

  Tracked(
      Stages stages,
      Beginning beginning,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.stages = stages;
    this.info = beginning.info();
    this.scope = beginning.scope();
    this.traceResponse = beginning.traceResponse();
    this.began = System.nanoTime();
    this.request = new TrackedRequest(request, this);
    this.response = new TrackedResponse(response, this);
    stamp(response);
    stages.began(info, this.request);
  }

  RequestInfo info() {
    return info;
  }

  TrackedResponse response() {
    return response;
  }

  /** Whether it goes on after the call that is under way. */
  boolean asynchronous() {
    return asynchronous;
  }

  /** Whether it is answered here, and not by the container; null for an error that was sent. */
  boolean answers(@Nullable Throwable thrown) {
    FailureAnswers answers = stages.failures();
    return answers != null && answers.takes(thrown);
  }

  /** Sets the headers that all answers have. */
  void stamp(HttpServletResponse to) {
    to.setHeader("X-Content-Type-Options", "nosniff");
    if (!info.id().isEmpty()) {
      to.setHeader(RequestIds.HEADER, info.id());
    }
    if (traceResponse != null) {
      to.setHeader("traceresponse", traceResponse);
    }
  }

  /** Serves it: the first call. */
  void serve(FilterChain chain) throws IOException, ServletException {
    try {
      pass(request, response, chain);
    } finally {
      if (asynchronous) {
        carried = scope.release();
      } else {
        over();
      }
    }
  }

  /** Serves it again, by a dispatch of an asynchronous one. */
  void serveAgain(HttpServletRequest again, HttpServletResponse to, FilterChain chain)
      throws IOException, ServletException {
    ScopeSnapshot elsewhere = carried;
    if (elsewhere == null) {
      // Within the first call: a forward that the container sends through the filters.
      chain.doFilter(again, to);
      return;
    }
    response.enterCall();
    try {
      asynchronous = false;
      elsewhere.<Throwable>run(() -> pass(again, to, chain));
    } catch (IOException | ServletException | RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new ServletException(impossible);
    }
  }

  private void pass(HttpServletRequest from, HttpServletResponse to, FilterChain chain)
      throws IOException, ServletException {
    try {
      stages.inner().doFilter(from, to, chain);
    } catch (Throwable thrown) {
      Throwable seen = cause(thrown);
      failure = seen;
      if (thrown instanceof VirtualMachineError || !answers(seen)) {
        left = true;
        throw thrown;
      }
      response.leaveCall();
      left = to.isCommitted();
      answer(from, to, seen);
      if (left) {
        // Only the container can cut the answer off, so that it does not look whole.
        throw thrown;
      }
      completeIfAsynchronous(from);
      return;
    }
    left(from, to);
  }

  private void left(HttpServletRequest from, HttpServletResponse to) {
    SentError error = response.leaveCall();
    if (error != null) {
      answer(from, to, error);
      completeIfAsynchronous(from);
    } else if (asynchronous) {
      listenLast(from);
    } else {
      // One moment for the last header and for the end, since nothing is between them.
      lasted = nanos();
      response.committing();
    }
  }

  private long nanos() {
    return lasted == 0 ? System.nanoTime() - began : lasted;
  }

  private static Throwable cause(Throwable thrown) {
    // What a framework wraps only to get it through the servlet's signature.
    Throwable root = thrown instanceof ServletException wrapper ? wrapper.getRootCause() : null;
    return root == null ? thrown : root;
  }

  /** An asynchronous request has begun. */
  void becameAsynchronous(AsyncContext context) {
    asynchronous = true;
    request.setAttribute(RequestFilter.TRACKED, this);
    context.addListener(new AsyncEnd(this, false));
  }

  private void listenLast(HttpServletRequest from) {
    try {
      from.getAsyncContext().addListener(new AsyncEnd(this, true));
    } catch (IllegalStateException overAlready) {
      // Then there is nothing left to answer.
    }
  }

  private static void completeIfAsynchronous(HttpServletRequest from) {
    try {
      if (from.isAsyncStarted()) {
        from.getAsyncContext().complete();
      }
    } catch (IllegalStateException overAlready) {
      // Whoever works on it elsewhere was faster.
    }
  }

  /** The time of an asynchronous request is up. */
  void timedOut(AsyncContext context) {
    if (answers(null) && !response.isCommitted()) {
      answerNow(new SentError(SERVER_ERROR, "the request was not answered in time"));
      complete(context);
    }
  }

  /** An asynchronous request failed, and the application did not answer. */
  void failed(AsyncContext context, Throwable thrown) {
    Throwable seen = cause(thrown);
    failure = seen;
    if (answers(seen) && !response.isCommitted()) {
      inTask(() -> answer(request, response, seen));
      complete(context);
    }
  }

  private static void complete(AsyncContext context) {
    try {
      context.complete();
    } catch (IllegalStateException overAlready) {
      // An application's listener did it before.
    }
  }

  /** Answers an error that was sent outside any call. */
  void answerNow(SentError error) {
    inTask(() -> answer(request, response, error));
  }

  /** Does it for this request's task, also where the container calls on a thread of its own. */
  private void inTask(Runnable work) {
    ScopeSnapshot elsewhere = carried;
    if (elsewhere == null) {
      work.run();
    } else {
      elsewhere.wrap(work).run();
    }
  }

  private void answer(HttpServletRequest from, HttpServletResponse to, SentError error) {
    FailureAnswers answers = stages.failures();
    failedAnswer = true;
    if (answers != null) {
      try {
        answers.sent(from, to, error.status(), error.message());
      } catch (IOException gone) {
        LOG.log(Level.DEBUG, "The client left before it could be told of a failure", gone);
      }
    }
  }

  private void answer(HttpServletRequest from, HttpServletResponse to, Throwable thrown) {
    FailureAnswers answers = stages.failures();
    failedAnswer = true;
    if (answers != null) {
      try {
        noFault = !answers.thrown(from, to, thrown);
      } catch (IOException gone) {
        LOG.log(Level.DEBUG, "The client left before it could be told of a failure", gone);
      }
    }
  }

  /** The headers are about to be sent. */
  void committing(HttpServletResponse to) {
    if (!failedAnswer) {
      stages.committing(info, to, nanos());
    }
  }

  /** An asynchronous request is over; counts once. */
  void end() {
    if (ended.compareAndSet(false, true)) {
      over();
    }
  }

  private void over() {
    int status = status();
    long nanos = nanos();
    inTask(() -> stages.ended(info, status, failure, nanos));
    endTask(status);
  }

  private int status() {
    // Then the container answers 500, or cuts off what was begun.
    return left ? SERVER_ERROR : response.getStatus();
  }

  private void endTask(int status) {
    Throwable thrown = failure;
    scope.bind("status", status);
    if (thrown != null && !noFault) {
      // Answered means logged with its trace, inside the task; once is enough.
      scope.fail(answers(thrown) ? new FailedAnswer(status, thrown.toString()) : thrown);
    } else if (status >= SERVER_ERROR) {
      scope.fail(new FailedAnswer(status, "no exception"));
    } else {
      scope.success(info.line().concat(ending(status)));
    }
    scope.close();
  }

  /** What the end's text says more than the beginning's. */
  private static String ending(int status) {
    String known = status >= 0 && status < STATUSES ? ENDINGS[status] : null;
    return known == null ? newEnding(status) : known;
  }

  private static String newEnding(int status) {
    String made = " " + status;
    if (status >= 0 && status < STATUSES) {
      ENDINGS[status] = made;
    }
    return made;
  }
}
