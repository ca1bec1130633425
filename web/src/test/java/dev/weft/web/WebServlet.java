package dev.weft.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet of a test, which answers all methods. */
public final class WebServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  /** What it does. */
  public interface Body {
    /** Answers. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws Exception;
  }

  private final transient Body body;

  /** That does this. */
  public WebServlet(Body body) {
    this.body = body;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      body.answer(request, response);
    } catch (RuntimeException | IOException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new ServletException(failure);
    }
  }
}
