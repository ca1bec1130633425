package dev.weft.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.web.view.Html;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes answers that were thrown and are no failures: as a small page, where they have one. */
final class Passing {
  private static final int NO_CONTENT = 204;
  private static final int RESET_CONTENT = 205;
  private static final int NOT_MODIFIED = 304;

  private Passing() {}

  static void write(Judgement judgement, HttpServletResponse response) throws IOException {
    int status = judgement.status();
    response.setStatus(status);
    if (status != NO_CONTENT && status != RESET_CONTENT && status != NOT_MODIFIED) {
      byte[] page = page(status, judgement.message()).getBytes(UTF_8);
      response.setContentType("text/html; charset=UTF-8");
      response.setContentLength(page.length);
      response.getOutputStream().write(page);
    }
  }

  private static String page(int status, String detail) {
    String title = Html.escaped(status + " " + Explanations.title(status));
    return "<html>\n <head>\n  <title>"
        + title
        + "</title>\n </head>\n <body>\n  <h1>"
        + title
        + "</h1>\n  "
        + Html.escaped(detail)
        + "\n </body>\n</html>";
  }
}
