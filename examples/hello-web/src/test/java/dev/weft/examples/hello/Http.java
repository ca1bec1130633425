package dev.weft.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Asks one instance, as any client would. Usable from any thread. */
record Http(String base) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** What came back. */
  record Answer(int status, Map<String, List<String>> headers, String body) {
    /** The first value of a header; empty when it is absent. */
    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().get(0))
          .findFirst()
          .orElse("");
    }

    /** All values of a header in one text. */
    String allOf(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> String.join(", ", entry.getValue()))
          .findFirst()
          .orElse("");
    }

    Object json() {
      return JsonReader.read(body);
    }

    Map<String, Object> object() {
      byte[] bytes = body.getBytes(UTF_8);
      return JsonReader.readObject(bytes, 0, bytes.length);
    }
  }

  Answer get(String path, String... headers) {
    return send("GET", path, headers);
  }

  /** Without a body. */
  Answer send(String method, String path, String... headers) {
    return exchange(
        builder(path, headers).method(method, HttpRequest.BodyPublishers.noBody()).build());
  }

  /** As a browser posts a form. */
  Answer post(String path, String form, String... headers) {
    return exchange(
        builder(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private HttpRequest.Builder builder(String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  private static Answer exchange(HttpRequest request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException unreachable) {
      throw new AssertionError(request + " failed", unreachable);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new AssertionError(request + " was interrupted", ending);
    }
  }
}
