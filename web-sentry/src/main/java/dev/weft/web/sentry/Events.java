package dev.weft.web.sentry;

import dev.weft.Carried;
import dev.weft.Scopes;
import dev.weft.event.Level;
import dev.weft.line.LogLine;
import dev.weft.web.request.RequestInfo;
import io.sentry.Breadcrumb;
import io.sentry.DateUtils;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.protocol.Message;
import io.sentry.protocol.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes Sentry's events, with the lines before them as breadcrumbs: those of the same request, or
 * those outside every request. A request's are kept as long as it is in use.
 *
 * <p>Usable from any thread.
 */
final class Events {
  private final int mostBreadcrumbs;
  private final Object lock = new Object();
  private final Deque<Breadcrumb> outside = new ArrayDeque<>();
  private final Map<Carried, Deque<Breadcrumb>> byRequest = new WeakHashMap<>();

  Events(int mostBreadcrumbs) {
    this.mostBreadcrumbs = mostBreadcrumbs;
  }

  /** Keeps the line for the events after it. */
  void keep(LogLine line) {
    Breadcrumb crumb = new Breadcrumb(millis(line));
    crumb.setType("log");
    crumb.setCategory(line.logger());
    crumb.setMessage(line.message());
    crumb.setLevel(level(line.level()));
    synchronized (lock) {
      Deque<Breadcrumb> crumbs = crumbs(line.carried());
      crumbs.addLast(crumb);
      while (crumbs.size() > mostBreadcrumbs) {
        crumbs.removeFirst();
      }
    }
  }

  /** A line that is told by itself. */
  SentryEvent of(LogLine line) {
    SentryEvent event = new SentryEvent(DateUtils.getDateTime(millis(line)));
    event.setLevel(level(line.level()));
    event.setLogger(line.logger());
    Message message = new Message();
    message.setFormatted(line.message());
    event.setMessage(message);
    event.setThrowable(line.failure());
    line.fields((name, value) -> event.setExtra(name, value));
    return complete(event, line.carried());
  }

  /** An exception of the current task. */
  SentryEvent of(Throwable failure) {
    SentryEvent event = new SentryEvent(failure);
    event.setLevel(SentryLevel.ERROR);
    return complete(event, Scopes.carried(Carried.class).orElse(null));
  }

  private SentryEvent complete(SentryEvent event, @Nullable Carried carried) {
    synchronized (lock) {
      event.setBreadcrumbs(new ArrayList<>(crumbs(carried)));
    }
    if (carried instanceof RequestInfo info) {
      event.setTag(RequestInfo.REQUEST_ID, info.id());
      info.route().ifPresent(event::setTransaction);
      Request request = new Request();
      request.setMethod(info.method());
      request.setUrl(info.path());
      event.setRequest(request);
    }
    return event;
  }

  private Deque<Breadcrumb> crumbs(@Nullable Carried carried) {
    return carried == null
        ? outside
        : byRequest.computeIfAbsent(carried, request -> new ArrayDeque<>());
  }

  private static long millis(LogLine line) {
    return line.createdMicros() / 1000;
  }

  private static SentryLevel level(Level level) {
    return switch (level) {
      case TRACE, DEBUG -> SentryLevel.DEBUG;
      case INFO -> SentryLevel.INFO;
      case WARN -> SentryLevel.WARNING;
      case ERROR -> SentryLevel.ERROR;
      case FATAL -> SentryLevel.FATAL;
    };
  }
}
