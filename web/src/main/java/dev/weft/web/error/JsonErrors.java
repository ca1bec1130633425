package dev.weft.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.weft.dispatch.FailureText;
import dev.weft.web.request.FailureAnswers;
import dev.weft.web.request.LoggedUrl;
import dev.weft.web.request.RequestInfo;
import dev.weft.web.view.Access;
import dev.weft.web.view.HttpError;
import dev.weft.web.view.NoCache;
import dev.weft.web.view.PrettyJson;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers failures as {@code {"message": …, "status": …}}, and logs them on the logger {@code
 * dev.weft.web.error}: 401 at DEBUG, 500 at ERROR, others at WARNING. A trace is shown to those who
 * know the secret, and to all where the application is developed.
 *
 * <p>Immutable, usable from any thread.
 */
public final class JsonErrors implements FailureAnswers {
  /** The logger of failures. */
  public static final String LOGGER = "dev.weft.web.error";

  private static final Logger LOG = System.getLogger(LOGGER);
  private static final int FIRST_FAILURE = 400;
  private static final int NOT_FOUND = 404;
  private static final int FAULT = 500;
  private static final int BEYOND = 600;

  private final Access access;
  private final boolean development;
  private final boolean ownOnly;
  private final List<ErrorListener> listeners;

  /**
   * For that application.
   *
   * @param access to traces
   * @param development whether all may see traces
   * @param ownOnly whether only {@link HttpError} is answered, and all else left to the container
   */
  public JsonErrors(
      Access access, boolean development, boolean ownOnly, List<ErrorListener> listeners) {
    this.access = requireNonNull(access, "access");
    this.development = development;
    this.ownOnly = ownOnly;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public boolean takes(@Nullable Throwable failure) {
    return !ownOnly || failure instanceof HttpError;
  }

  @Override
  public void sent(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      @Nullable String message)
      throws IOException {
    boolean known = status >= HttpServletResponse.SC_OK && status < BEYOND;
    HttpError error = new HttpError(known ? status : FAULT, detail(request, status, message));
    thrown(request, response, error);
  }

  private static String detail(HttpServletRequest request, int status, @Nullable String message) {
    if (message != null) {
      return message;
    }
    return status == NOT_FOUND && unmatched(request) ? path(request) : "";
  }

  private static boolean unmatched(HttpServletRequest request) {
    HttpServletMapping mapping = request.getHttpServletMapping();
    return mapping == null || mapping.getMappingMatch() == MappingMatch.DEFAULT;
  }

  private static String path(HttpServletRequest request) {
    String more = request.getPathInfo();
    String path = request.getContextPath() + request.getServletPath();
    return more == null ? path : path + more;
  }

  @Override
  public boolean thrown(HttpServletRequest request, HttpServletResponse response, Throwable failure)
      throws IOException {
    Judgement judgement = Judgement.of(failure);
    boolean passes = judgement.answer() && judgement.status() < FIRST_FAILURE;
    boolean options = judgement.answer() && request.getMethod().equals("OPTIONS");
    if (!passes && !options) {
      log(request, judgement, failure);
    }
    if (!response.isCommitted()) {
      prepare(request, response);
      if (options && !passes) {
        response.setStatus(HttpServletResponse.SC_OK);
      } else {
        answer(request, response, judgement, failure);
      }
    }
    return !judgement.answer() || judgement.status() >= FAULT;
  }

  private void log(HttpServletRequest request, Judgement judgement, Throwable failure) {
    String referer = request.getHeader("Referer");
    if (referer != null) {
      RequestInfo.current().ifPresent(info -> info.referer(LoggedUrl.of(referer)));
    }
    if (LOG.isLoggable(judgement.level())) {
      String text =
          request.getMethod()
              + ' '
              + LoggedUrl.of(request)
              + " returned status code "
              + judgement.status();
      if (judgement.answer()) {
        LOG.log(judgement.level(), text + ": " + judgement.message());
      } else {
        LOG.log(judgement.level(), text, failure);
      }
    }
    if (judgement.level() == Level.ERROR) {
      tell(judgement, failure);
    }
  }

  private void tell(Judgement judgement, Throwable failure) {
    for (ErrorListener listener : listeners) {
      try {
        RequestInfo.current().ifPresent(info -> listener.failed(info, judgement.status(), failure));
      } catch (RuntimeException broken) {
        LOG.log(Level.WARNING, "A listener of errors failed", broken);
      }
    }
  }

  private static void prepare(HttpServletRequest request, HttpServletResponse response) {
    KeptHeaders.reset(response);
    NoCache.on(response);
    if (request.getAttribute(CrudeCors.OWN_RULES) == null) {
      CrudeCors.on(request, response);
    }
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      Judgement judgement,
      Throwable failure)
      throws IOException {
    if (failure instanceof HttpError error) {
      error.headers().forEach(response::setHeader);
    }
    if (judgement.status() < FIRST_FAILURE) {
      // In c2cwsgiutils even where there are rules.
      CrudeCors.unlessSaid(request, response);
      Passing.write(judgement, response);
    } else {
      write(request, response, judgement, failure);
    }
  }

  private void write(
      HttpServletRequest request,
      HttpServletResponse response,
      Judgement judgement,
      Throwable failure)
      throws IOException {
    Map<String, Object> body = new TreeMap<>();
    body.put("status", judgement.status());
    body.put("message", judgement.message());
    if (!judgement.answer() && (development || access.authenticated(request))) {
      body.put("message", Judgement.text(failure));
      body.put("stacktrace", new FailureText(UnaryOperator.identity()).trace(failure));
    }
    byte[] octets = PrettyJson.ASCII.text(body).getBytes(UTF_8);
    response.setStatus(judgement.status());
    response.setContentType("application/json");
    response.setContentLength(octets.length);
    response.getOutputStream().write(octets);
  }
}
