package dev.weft.web.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that tells when it becomes asynchronous, and takes a route's name. */
final class TrackedRequest extends HttpServletRequestWrapper {
  private final Tracked tracked;

  TrackedRequest(HttpServletRequest request, Tracked tracked) {
    super(request);
    this.tracked = tracked;
  }

  /** Whose request it is. */
  Tracked tracked() {
    return tracked;
  }

  @Override
  public AsyncContext startAsync() {
    // The container's own would leave out the response that answers failures.
    return startAsync(this, tracked.response());
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    AsyncContext context = super.startAsync(request, response);
    tracked.becameAsynchronous(context);
    return new CarryingContext(context);
  }

  @Override
  public AsyncContext getAsyncContext() {
    return new CarryingContext(super.getAsyncContext());
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new CarryingInput(super.getInputStream());
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    if (RequestFilter.ROUTE.equals(name) && value != null) {
      tracked.info().route(value.toString());
    }
    super.setAttribute(name, value);
  }
}
