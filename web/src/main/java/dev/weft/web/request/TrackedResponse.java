package dev.weft.web.request;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A response that tells when its headers are about to be sent, and keeps {@code sendError} for
 * whoever answers failures.
 *
 * <p>As the container's own: used by one thread at a time, but for {@code sendError}, which an
 * asynchronous application may call while the call that began it is still under way.
 */
final class TrackedResponse extends HttpServletResponseWrapper {
  /** What {@code sendError} was called with. */
  record SentError(int status, @Nullable String message) {}

  private static final String LENGTH = "Content-Length";
  // Stands where none may be kept any more.
  private static final SentError LEFT = new SentError(0, null);

  private final Tracked tracked;
  // Null in a call until an error is sent; atomic, since others may send one while it ends.
  private final AtomicReference<@Nullable SentError> sent = new AtomicReference<>();
  private boolean told;
  private long length = Long.MAX_VALUE;
  private @Nullable TrackedOutput output;
  private @Nullable TrackedWriter writer;

  TrackedResponse(HttpServletResponse response, Tracked tracked) {
    super(response);
    this.tracked = tracked;
  }

  /** Whether what is written is dropped, since an error will be answered in its place. */
  boolean dropping() {
    SentError error = sent.get();
    return error != null && !error.equals(LEFT);
  }

  /** The error that is to be answered; null for none. From now on such are answered at once. */
  @Nullable SentError leaveCall() {
    SentError error = tracked.asynchronous() ? sent.getAndSet(LEFT) : leaveAlone();
    return LEFT.equals(error) ? null : error;
  }

  // Nobody else has the response: an exchange would wait for all that its thread wrote before.
  private @Nullable SentError leaveAlone() {
    SentError error = sent.getPlain();
    sent.setPlain(LEFT);
    return error;
  }

  /** A call has begun again, by a dispatch. */
  void enterCall() {
    sent.set(null);
  }

  /** Headers are about to be sent. */
  void committing() {
    if (!told && !isCommitted()) {
      told = true;
      tracked.committing(this);
    }
  }

  @Override
  public void sendError(int status) throws IOException {
    error(status, null);
  }

  @Override
  public void sendError(int status, @Nullable String message) throws IOException {
    error(status, message);
  }

  private void error(int status, @Nullable String message) throws IOException {
    if (isCommitted()) {
      throw new IllegalStateException("an answer was sent before the error " + status);
    }
    if (!tracked.answers(null)) {
      super.sendError(status, message);
      return;
    }
    SentError error = new SentError(status, message);
    if (!LEFT.equals(sent.get())) {
      // Before it is there to be answered, by the thread that ends the call.
      resetBuffer();
    }
    if (LEFT.equals(sent.compareAndExchange(null, error))) {
      tracked.answerNow(error);
    }
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    committing();
    super.sendRedirect(location);
  }

  @Override
  public void flushBuffer() throws IOException {
    if (!dropping()) {
      committing();
      super.flushBuffer();
    }
  }

  /** As the container says it: an error that was sent is as good as on its way. */
  @Override
  public boolean isCommitted() {
    return dropping() || super.isCommitted();
  }

  /** After how many bytes the container sends: when its buffer, or the answer, is full. */
  long room() {
    return Math.min(getBufferSize(), length);
  }

  @Override
  public void setContentLength(int octets) {
    length = octets < 0 ? Long.MAX_VALUE : octets;
    super.setContentLength(octets);
  }

  @Override
  public void setContentLengthLong(long octets) {
    length = octets < 0 ? Long.MAX_VALUE : octets;
    super.setContentLengthLong(octets);
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    if (value != null && LENGTH.equalsIgnoreCase(name)) {
      length(value);
    }
    super.setHeader(name, value);
  }

  private void length(String octets) {
    try {
      length = Long.parseLong(octets.strip());
    } catch (NumberFormatException none) {
      // The container says what it thinks of it.
    }
  }

  @Override
  public void reset() {
    super.reset();
    output = null;
    writer = null;
    length = Long.MAX_VALUE;
    tracked.stamp(this);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    TrackedOutput known = output;
    if (known == null) {
      known = new TrackedOutput(super.getOutputStream(), this);
      output = known;
    }
    return known;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    TrackedWriter known = writer;
    if (known == null) {
      known = new TrackedWriter(super.getWriter(), this);
      writer = known;
    }
    return known;
  }
}
