package dev.weft.examples.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.collate.ObjectEnd;
import dev.weft.mirror.View;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One index of a search engine, written to by its {@code _bulk} form: for each object a line that
 * says where, with the object's id as document id, and a line that says what. An object that is
 * written twice is there once.
 *
 * <p>Used by one thread.
 */
final class BulkIndex {
  private static final System.Logger LOG = System.getLogger(BulkIndex.class.getName());
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Waits; a test does not. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI bulkUrl;
  private final String index;
  private final Pause pause;
  private final JsonWriter json = new JsonWriter();
  private long indexed;
  private long refused;

  BulkIndex(URI bulkUrl, String index) {
    this(bulkUrl, index, time -> Thread.sleep(time.toMillis()));
  }

  BulkIndex(URI bulkUrl, String index, Pause pause) {
    this.bulkUrl = bulkUrl;
    this.index = index;
    this.pause = pause;
  }

  /** How many objects the engine has taken. */
  long indexed() {
    return indexed;
  }

  /** How many it will not take, whoever asks again. */
  long refused() {
    return refused;
  }

  /**
   * Writes all, again and again while the engine is busy or away, for ten minutes at most.
   *
   * @throws IOException when that was too long, or the engine refuses the request as a whole
   */
  void write(List<View> objects) throws IOException, InterruptedException {
    List<View> left = objects;
    Duration waited = Duration.ZERO;
    Duration next = FIRST_PAUSE;
    while (true) {
      Answer answer = attempt(left);
      boolean advanced = answer.again().size() < left.size();
      left = answer.again();
      if (left.isEmpty()) {
        return;
      }
      waited = advanced ? Duration.ZERO : waited;
      next = advanced ? FIRST_PAUSE : next;
      if (waited.compareTo(PATIENCE) >= 0) {
        throw new IOException(
            bulkUrl
                + " has taken nothing for "
                + PATIENCE.toMinutes()
                + " minutes: "
                + answer.why());
      }
      Duration time = answer.pause().compareTo(next) > 0 ? answer.pause() : next;
      pause.of(time);
      waited = waited.plus(time);
      next = shorter(next.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private static Duration shorter(Duration left, Duration right) {
    return left.compareTo(right) < 0 ? left : right;
  }

  /**
   * What came of an attempt.
   *
   * @param again the objects to be written again
   * @param why for a person
   * @param pause for how long the engine wants to be left alone; zero where it did not say
   */
  private record Answer(List<View> again, String why, Duration pause) {}

  private Answer attempt(List<View> objects) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(bulkUrl)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(body(objects)))
            .build();
    HttpResponse<byte[]> response;
    try {
      response = client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException away) {
      return new Answer(objects, String.valueOf(away), Duration.ZERO);
    }
    int status = response.statusCode();
    if (BUSY.contains(status)) {
      return new Answer(objects, "HTTP " + status, retryAfter(response));
    }
    if (status == 413) {
      return tooLarge(objects);
    }
    if (status / 100 != 2) {
      throw new IOException(bulkUrl + " answered " + status + ": " + start(response.body()));
    }
    return new Answer(sort(objects, response.body()), "the engine is busy", Duration.ZERO);
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    String seconds = response.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,3}")
        ? Duration.ofSeconds(Integer.parseInt(seconds))
        : Duration.ZERO;
  }

  // Halves are taken until one object alone is too large.
  private Answer tooLarge(List<View> objects) throws IOException, InterruptedException {
    if (objects.size() == 1) {
      refuse(objects.get(0), "too large");
      return new Answer(List.of(), "", Duration.ZERO);
    }
    int half = objects.size() / 2;
    write(objects.subList(0, half));
    write(objects.subList(half, objects.size()));
    return new Answer(List.of(), "", Duration.ZERO);
  }

  /** Counts what was taken and what was refused, by each item's own status; the rest is left. */
  private List<View> sort(List<View> objects, byte[] answer) throws IOException {
    List<?> items;
    try {
      items =
          JsonReader.readObject(answer, 0, answer.length).get("items") instanceof List<?> list
              ? list
              : List.of();
    } catch (JsonException noJson) {
      throw new IOException(bulkUrl + " is no _bulk address, it answered " + start(answer), noJson);
    }
    if (items.size() != objects.size()) {
      throw new IOException(
          bulkUrl + " answered for " + items.size() + " objects of " + objects.size());
    }
    List<View> again = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Map<?, ?> result = result(items.get(i));
      int status = result.get("status") instanceof Number number ? number.intValue() : 0;
      if (status == 429) {
        again.add(objects.get(i));
      } else if (status / 100 == 2) {
        indexed++;
      } else {
        refuse(objects.get(i), status + " " + result.get("error"));
      }
    }
    return again;
  }

  // {"index": {"_id": …, "status": …}}: the one member's name is the action.
  private static Map<?, ?> result(Object item) {
    return item instanceof Map<?, ?> action
            && action.values().stream().findFirst().orElse(null) instanceof Map<?, ?> result
        ? result
        : Map.of();
  }

  private void refuse(View object, String why) {
    refused++;
    LOG.log(System.Logger.Level.WARNING, "object {0} was refused: {1}", object.id(), why);
  }

  private static String start(byte[] answer) {
    String text = new String(answer, UTF_8);
    return text.length() <= 200 ? text : text.substring(0, 200) + '…';
  }

  private byte[] body(List<View> objects) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (View object : objects) {
      json.reset().beginObject().name("index").beginObject();
      json.name("_index").text(index).name("_id").text(object.id()).endObject().endObject();
      addLine(body);
      document(object);
      addLine(body);
    }
    return body.toByteArray();
  }

  private void addLine(ByteArrayOutputStream body) {
    body.write(json.bytes(), 0, json.length());
    body.write('\n');
  }

  private void document(View object) {
    json.reset().beginObject();
    json.name("@timestamp").text(object.last().toString());
    json.name("name").text(object.routingKey().orElse(null));
    json.name("host").text(object.source().host());
    json.name("start").text(object.first().toString());
    object
        .end()
        .map(ObjectEnd::elapsed)
        .ifPresent(elapsed -> json.name("elapsed").number(elapsed.toNanos() / 1e9));
    json.name("completeness").text(object.completeness().name());
    object.message().ifPresent(message -> json.name("message").text(message));
    json.name("object").value(object.asMap());
    json.endObject();
  }
}
