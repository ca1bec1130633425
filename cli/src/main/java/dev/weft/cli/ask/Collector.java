package dev.weft.cli.ask;

import dev.weft.cli.Failed;
import dev.weft.event.command.Command;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A collector, asked over HTTP. Used by one thread, but for streams that it opened. */
public final class Collector implements Asking {
  private static final String API = "/api/v1";
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);

  private final Access access;
  private final HttpClient client;

  private Collector(Access access) {
    this.access = access;
    this.client =
        HttpClient.newBuilder()
            // An offer to upgrade would only be refused.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTED_WITHIN)
            .build();
  }

  /** The one at that address; it is not called before the first question. */
  static Collector at(Access access) {
    return new Collector(access);
  }

  /** The one that {@code -u} names, or without, the environment or the configuration. */
  public static Collector named(@Nullable String url) throws IOException {
    return at(AskOptions.access(url));
  }

  @Override
  public Reply ask(Inquiry inquiry) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(inquiry.escaped())
            .header("Accept", inquiry.rows() ? "application/x-ndjson" : "application/json")
            .timeout(ANSWERED_WITHIN);
    return reply(send(request.build(), BodyHandlers.ofByteArray()));
  }

  /** Sends events in, a line each; gzip where they are so. */
  public Reply deliver(byte[] body, int length, boolean gzip)
      throws IOException, InterruptedException {
    BodyPublisher content = BodyPublishers.ofByteArray(body, 0, length);
    HttpRequest.Builder request =
        request("/events")
            .header("Content-Type", "application/x-ndjson")
            .timeout(ANSWERED_WITHIN)
            .POST(content);
    if (gzip) {
      request.header("Content-Encoding", "gzip");
    }
    return reply(send(request.build(), BodyHandlers.ofByteArray()));
  }

  /** Opens the stream; what it gives are server-sent events, until it is closed. */
  HttpResponse<InputStream> open(Inquiry inquiry, @Nullable String behind)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(inquiry.escaped()).header("Accept", "text/event-stream");
    if (behind != null) {
      request.header("Last-Event-ID", behind);
    }
    return send(request.build(), BodyHandlers.ofInputStream());
  }

  private HttpRequest.Builder request(String escaped) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.url() + API + escaped));
    if (access.token() != null) {
      request.header("Authorization", "Bearer " + access.token());
    }
    return request;
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    try {
      return client.send(request, body);
    } catch (ConnectException unreachable) {
      boolean unknown = unreachable.getCause() instanceof UnresolvedAddressException;
      throw failed(
          unknown ? "there is no such host" : "nobody listens there; \"weft up\" starts one");
    } catch (HttpTimeoutException silent) {
      throw failed("no answer in time");
    } catch (IOException broken) {
      if (broken.getCause() instanceof InterruptedException) {
        throw broken;
      }
      throw failed(broken.getMessage() == null ? broken.toString() : broken.getMessage());
    }
  }

  private Failed failed(String why) {
    return new Failed(
        Command.CONNECTION,
        "no collector at "
            + access.url()
            + " (from "
            + access.from()
            + "): "
            + why
            + ", and -u URL names another");
  }

  private static Reply reply(HttpResponse<byte[]> response) {
    return new Reply(
        response.statusCode(),
        !response.headers().firstValue("X-Weft-Complete").orElse("true").equals("partial"),
        response.headers().firstValue("X-Weft-Cursor").orElse(null),
        response.body());
  }

  @Override
  public String page(String path) {
    return access.url() + path;
  }

  @Override
  public String name() {
    return access.url();
  }

  /** Its threads are daemons; nothing is left to close. */
  @Override
  public void close() {}
}
