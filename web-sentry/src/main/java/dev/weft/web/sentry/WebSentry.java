package dev.weft.web.sentry;

import static java.util.Objects.requireNonNull;

import dev.weft.TaskBuilder;
import dev.weft.line.LogLine;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells Sentry of errors: of lines of the log at or above a level, of exceptions that end requests,
 * and of what fails inside {@link #capturing}. Each event brings the lines before it, of the same
 * request where there is one, the request itself, and its id as the tag {@code request_id}.
 *
 * <p>Lines come from the program's logging: give an appender the address {@code sentry:}, as in
 * {@code <appender name="SENTRY"
 * class="dev.weft.logback.LineAppender"><to>sentry:</to></appender>}. An exception that comes on
 * more than one way is told once.
 *
 * <p>Sentry's client is one for the process, so is this. Usable from any thread; sending is the
 * client's own business, on a thread of its own.
 */
public final class WebSentry implements AutoCloseable {
  private static final String REQUESTS = "dev.weft.web.request";
  private static final AtomicReference<@Nullable WebSentry> RUNNING = new AtomicReference<>();

  private final SentryConfig config;
  private final Events events;
  private final Told told = new Told();
  private final AtomicBoolean closed = new AtomicBoolean();

  private WebSentry(SentryConfig config, int mostBreadcrumbs) {
    this.config = config;
    this.events = new Events(mostBreadcrumbs);
  }

  /**
   * Starts the client, unless the configuration has it off: then nothing here does anything.
   *
   * @throws IllegalStateException when one is running
   */
  public static WebSentry start(SentryConfig config) {
    requireNonNull(config, "config");
    SentryOptions options = options(config);
    WebSentry started = new WebSentry(config, options.getMaxBreadcrumbs());
    if (config.active()) {
      if (!RUNNING.compareAndSet(null, started)) {
        throw new IllegalStateException("Sentry's client is running already; close it first");
      }
      Sentry.init(options);
    }
    return started;
  }

  private static SentryOptions options(SentryConfig config) {
    SentryOptions options = new SentryOptions();
    options.setDsn(config.url());
    ClientOptions.apply(config.client(), options);
    config.tags().forEach(options::setTag);
    Ignored ignored = new Ignored(config.ignoredExceptions());
    options.setBeforeSend((event, hint) -> ignored.matches(event.getThrowable()) ? null : event);
    return options;
  }

  /** The one that runs now; null for none. */
  static @Nullable WebSentry running() {
    return RUNNING.get();
  }

  /** Whether Sentry is told anything. */
  public boolean active() {
    return config.active() && !closed.get();
  }

  /**
   * Tells of an exception, with the request that the current task works for, if there is one. Never
   * throws.
   */
  public void capture(Throwable failure) {
    capture(failure, null);
  }

  /**
   * The same with the request as the container knows it: its address, without secrets, and headers.
   */
  public void capture(Throwable failure, @Nullable HttpServletRequest request) {
    requireNonNull(failure, "failure");
    if (active() && told.first(failure)) {
      SentryEvent event = events.of(failure);
      if (request != null) {
        event.setRequest(Requests.of(request));
      }
      Sentry.captureEvent(event);
    }
  }

  /** Runs the body, and tells of what it throws before that goes on to the caller. */
  public <X extends Throwable> void capturing(TaskBuilder.Work<X> body) throws X {
    try {
      body.run();
    } catch (Throwable failure) {
      capture(failure);
      throw failure;
    }
  }

  boolean accepts(String logger) {
    return active() && config.excludes().stream().noneMatch(excluded -> isBelow(logger, excluded));
  }

  private static boolean isBelow(String logger, String excluded) {
    return logger.startsWith(excluded)
        && (logger.length() == excluded.length() || logger.charAt(excluded.length()) == '.');
  }

  /** Tells of the line, if it is serious enough, and keeps it for the events after it. */
  void take(LogLine line) {
    // A request that failed ends with a line that says no more than the failure's own.
    boolean event = line.level().atLeast(config.level()) && !line.logger().equals(REQUESTS);
    if (event && told.first(line.failure())) {
      Sentry.captureEvent(events.of(line));
    }
    events.keep(line);
  }

  /** Waits until all was sent, for as long as the option {@code shutdown_timeout} says. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true) && RUNNING.compareAndSet(this, null)) {
      Sentry.close();
    }
  }
}
