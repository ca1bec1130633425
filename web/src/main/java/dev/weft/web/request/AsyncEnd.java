package dev.weft.web.request;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Sees how an asynchronous request goes on. Called by the container, one event at a time. */
final class AsyncEnd implements AsyncListener {
  private final Tracked tracked;
  private final boolean last;

  /**
   * Of that request.
   *
   * @param last whether it comes after the application's listeners, and so answers what they left
   */
  AsyncEnd(Tracked tracked, boolean last) {
    this.tracked = tracked;
    this.last = last;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    tracked.end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    if (last) {
      tracked.timedOut(event.getAsyncContext());
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    Throwable thrown = event.getThrowable();
    if (last && thrown != null) {
      tracked.failed(event.getAsyncContext(), thrown);
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // The container forgets its listeners then; the request adds new ones itself.
  }
}
