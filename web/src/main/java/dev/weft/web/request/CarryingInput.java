package dev.weft.web.request;

import dev.weft.ScopeSnapshot;
import dev.weft.Scopes;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A request's body that calls back for the task that asked for it. */
final class CarryingInput extends ServletInputStream {
  private final ServletInputStream from;

  CarryingInput(ServletInputStream from) {
    this.from = from;
  }

  @Override
  public int read() throws IOException {
    return from.read();
  }

  @Override
  public int read(byte[] octets, int at, int length) throws IOException {
    return from.read(octets, at, length);
  }

  @Override
  public int available() throws IOException {
    return from.available();
  }

  @Override
  public void close() throws IOException {
    from.close();
  }

  @Override
  public boolean isFinished() {
    return from.isFinished();
  }

  @Override
  public boolean isReady() {
    return from.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    from.setReadListener(new Carrying(listener, Scopes.snapshot()));
  }

  private record Carrying(ReadListener listener, ScopeSnapshot scope) implements ReadListener {
    @Override
    public void onDataAvailable() throws IOException {
      scope.<IOException>run(listener::onDataAvailable);
    }

    @Override
    public void onAllDataRead() throws IOException {
      scope.<IOException>run(listener::onAllDataRead);
    }

    @Override
    public void onError(Throwable failure) {
      scope.run(() -> listener.onError(failure));
    }
  }
}
