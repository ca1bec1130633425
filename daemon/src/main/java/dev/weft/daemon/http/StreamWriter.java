package dev.weft.daemon.http;

import dev.weft.daemon.stream.Frame;
import dev.weft.daemon.stream.Outbox;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of an outbox as fast as the reader takes them, without a thread that waits for
 * it. A reader that takes nothing for as long as a connection may idle is let go.
 */
final class StreamWriter extends IteratingCallback {
  private final Response response;
  private final Callback callback;
  private final Outbox outbox;
  private final Runnable gone;
  private boolean ended;

  StreamWriter(Response response, Callback callback, Outbox outbox, Runnable gone) {
    this.response = response;
    this.callback = callback;
    this.outbox = outbox;
    this.gone = gone;
  }

  /** Begins; writes on that executor's threads and the server's own. */
  void start(Executor executor) {
    outbox.onFrames(() -> executor.execute(this::iterate));
  }

  @Override
  protected Action process() {
    Frame frame = outbox.poll();
    if (frame != null) {
      response.write(false, frame.bytes(), this);
      return Action.SCHEDULED;
    }
    if (!outbox.done()) {
      return Action.IDLE;
    }
    if (ended) {
      return Action.SUCCEEDED;
    }
    ended = true;
    response.write(true, ByteBuffer.allocate(0), this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onCompleteSuccess() {
    gone.run();
    callback.succeeded();
  }

  @Override
  protected void onCompleteFailure(@Nullable Throwable cause) {
    gone.run();
    callback.failed(cause);
  }
}
