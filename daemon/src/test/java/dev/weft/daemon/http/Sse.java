package dev.weft.daemon.http;

import dev.weft.event.codec.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads server-sent events, as a browser does. Used by one thread. */
final class Sse implements AutoCloseable {
  final HttpResponse<InputStream> response;
  final List<Long> rows = new ArrayList<>();
  final List<Map<String, Object>> gaps = new ArrayList<>();
  final List<Map<String, Object>> rates = new ArrayList<>();
  String id = "";
  private final BufferedReader lines;

  /** One event. */
  record Event(String name, Object data) {
    @SuppressWarnings("unchecked")
    Map<String, Object> object() {
      return (Map<String, Object>) data;
    }

    long number(String member) {
      return ((Number) object().get(member)).longValue();
    }
  }

  private Sse(HttpResponse<InputStream> response) {
    this.response = response;
    lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  static Sse open(Served served, String parameters, String... headers) throws Exception {
    var request = served.request("/api/v1/stream" + parameters);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Sse(
        served.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  /** The next event; null at the end. */
  @SuppressWarnings("unchecked")
  Event next() throws IOException {
    String name = "";
    String data = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty()) {
        Event event = new Event(name, JsonReader.read(data));
        switch (name) {
          case "rows" ->
              ((List<Map<String, Object>>) event.data())
                  .forEach(row -> rows.add(((Number) row.get("arrival")).longValue()));
          case "gap" -> gaps.add(event.object());
          case "rate" -> rates.add(event.object());
          default -> {}
        }
        return event;
      }
    }
    return null;
  }

  /** Reads on to the first event that is like that. */
  Event until(Predicate<Event> like) throws IOException {
    Event event = next();
    while (event != null && !like.test(event)) {
      event = next();
    }
    return event;
  }

  /** Reads on until so many rows are there. */
  Sse rows(int count) throws IOException {
    while (rows.size() < count && next() != null) {
      // Each is noted as it is read.
    }
    return this;
  }

  static long sum(List<Map<String, Object>> objects, String member) {
    return objects.stream().mapToLong(object -> ((Number) object.get(member)).longValue()).sum();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
