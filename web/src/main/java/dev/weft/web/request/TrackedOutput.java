package dev.weft.web.request;

import dev.weft.ScopeSnapshot;
import dev.weft.Scopes;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * A response's stream that says when the container will send the headers: at a flush, at the end,
 * and when more was written than its buffer holds.
 */
final class TrackedOutput extends ServletOutputStream {
  private final ServletOutputStream to;
  private final TrackedResponse response;
  private long written;

  TrackedOutput(ServletOutputStream to, TrackedResponse response) {
    this.to = to;
    this.response = response;
  }

  private boolean keeps(int length) {
    if (response.dropping()) {
      return false;
    }
    written += length;
    // At the brim too: containers differ in whether they send then.
    if (written >= response.room()) {
      response.committing();
    }
    return true;
  }

  @Override
  public void write(int octet) throws IOException {
    if (keeps(1)) {
      to.write(octet);
    }
  }

  @Override
  public void write(byte[] octets, int from, int length) throws IOException {
    if (keeps(length)) {
      to.write(octets, from, length);
    }
  }

  @Override
  public void flush() throws IOException {
    if (!response.dropping()) {
      response.committing();
      to.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (!response.dropping()) {
      response.committing();
      to.close();
    }
  }

  @Override
  public boolean isReady() {
    return to.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    to.setWriteListener(new Carrying(listener, Scopes.snapshot()));
  }

  /** Calls back for the task that asked for it. */
  private record Carrying(WriteListener listener, ScopeSnapshot scope) implements WriteListener {
    @Override
    public void onWritePossible() throws IOException {
      scope.<IOException>run(listener::onWritePossible);
    }

    @Override
    public void onError(Throwable failure) {
      scope.run(() -> listener.onError(failure));
    }
  }
}
