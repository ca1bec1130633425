package dev.weft.web.cors;

import static java.util.Objects.requireNonNull;

import dev.weft.web.view.Access;
import dev.weft.web.view.Call;
import dev.weft.web.view.Endpoint;
import dev.weft.web.view.HttpError;
import dev.weft.web.view.Replies;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers at a service's path by its endpoints. Usable from any thread. */
public final class CorsServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final transient CorsService service;
  private final transient Access access;

  /** For that service. */
  public CorsServlet(CorsService service, Access access) {
    this.service = requireNonNull(service, "service");
    this.access = requireNonNull(access, "access");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Endpoint endpoint =
        service
            .endpoint(request.getMethod())
            .orElseThrow(() -> new HttpError(METHOD_NOT_ALLOWED, ""));
    Call call = new Call(request, access);
    Replies.write(Replies.of(endpoint, call), service.form(), response);
  }
}
