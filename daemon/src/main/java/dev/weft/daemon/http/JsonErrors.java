package dev.weft.daemon.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, such as a header that is too long, in the form of the API. */
final class JsonErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, body(response.getStatus()), callback);
    return true;
  }

  private static ByteBuffer body(int status) {
    String message =
        switch (status) {
          case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
              "the address or a header is too long; 16 KiB are the limit for all of them";
          default -> HttpStatus.getMessage(status);
        };
    String error = status >= HttpStatus.INTERNAL_SERVER_ERROR_500 ? "internal" : "parameter";
    return ByteBuffer.wrap(Refused.body(error, message, null));
  }
}
