package dev.weft.web.view;

import dev.weft.web.request.RequestInfo;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Writes replies as answers of a servlet. Usable from any thread. */
public final class Replies {
  private Replies() {}

  /**
   * What the endpoint replies.
   *
   * @throws ServletException around a checked exception of the endpoint
   * @throws IOException of the endpoint
   */
  public static Reply of(Endpoint endpoint, Call call) throws ServletException, IOException {
    try {
      return endpoint.answer(call);
    } catch (RuntimeException | IOException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new ServletException(failure);
    }
  }

  /**
   * Writes it, a JSON value in that form.
   *
   * @throws IOException when the client is gone
   */
  public static void write(Reply reply, PrettyJson form, HttpServletResponse response)
      throws IOException {
    response.setStatus(reply.status());
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      response.setHeader(header.getKey(), header.getValue());
    }
    if (reply.rendered()) {
      RequestInfo.current().ifPresent(RequestInfo::rendering);
    }
    byte[] body = reply.body(form);
    if (reply.contentType() != null) {
      response.setContentType(reply.contentType());
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
