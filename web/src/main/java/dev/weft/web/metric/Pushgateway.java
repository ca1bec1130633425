package dev.weft.web.metric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A group of numbers for Prometheus' Pushgateway, of programs that end before they are scraped.
 *
 * <pre>{@code
 * Pushgateway.of(URI.create("http://push:9091"), "db_counts", null)
 *     .add("database_table_count", 13, "gauge", Map.of("schema", "public", "table", "hello"))
 *     .push(client);
 * }</pre>
 *
 * <p>Used by one thread.
 */
public final class Pushgateway {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int GOOD = 2;
  private static final int CLASS = 100;

  private final URI address;
  private final SortedMap<String, Family> families = new TreeMap<>();

  private Pushgateway(URI address) {
    this.address = address;
  }

  /**
   * An empty group, which takes the place of the group of that name there.
   *
   * @param instance tells several pushers of one job apart; null for one alone
   */
  public static Pushgateway of(URI base, String job, @Nullable String instance) {
    String root = base.toString().replaceAll("/+$", "") + "/metrics/job/" + encoded(job);
    return new Pushgateway(
        URI.create(instance == null ? root : root + "/instance/" + encoded(instance)));
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, UTF_8).replace("+", "%20");
  }

  /**
   * Adds a number.
   *
   * @param type Prometheus' type, {@code gauge} or {@code counter}
   * @throws IllegalArgumentException when the metric was given with another type before
   */
  public Pushgateway add(String metric, double value, String type, Map<String, String> labels) {
    Family family = families.computeIfAbsent(metric, first -> new Family(type));
    if (!family.type.equals(requireNonNull(type, "type"))) {
      throw new IllegalArgumentException(
          "type: expected " + family.type + ", as " + metric + " was given before, got " + type);
    }
    family.lines.add(metric + text(new TreeMap<>(labels)) + ' ' + ProviderText.value(value));
    return this;
  }

  private static String text(SortedMap<String, String> labels) {
    List<String> pairs = new ArrayList<>();
    labels.forEach((name, value) -> pairs.add(name + "=\"" + ProviderText.quoted(value) + '"'));
    return pairs.isEmpty() ? "" : '{' + String.join(", ", pairs) + '}';
  }

  /**
   * Sends the group, within 30 seconds.
   *
   * @throws IOException when the gateway cannot be reached, or answers anything but success
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public void push(HttpClient client) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(LIMIT)
            .header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            .PUT(BodyPublishers.ofString(body()))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / CLASS != GOOD) {
      throw new IOException(
          "the Pushgateway at "
              + address.getHost()
              + ':'
              + address.getPort()
              + " answered "
              + answer.statusCode()
              + ": "
              + answer.body().strip());
    }
  }

  /** What is sent: families sorted by name, each line ended. */
  String body() {
    StringBuilder body = new StringBuilder();
    families.forEach((name, family) -> {
      body.append("# TYPE ").append(name).append(' ').append(family.type).append('\n');
      family.lines.forEach(line -> body.append(line).append('\n'));
    });
    return body.toString();
  }

  /** The address, for a person. */
  @Override
  public String toString() {
    return "Pushgateway[" + address.getHost() + address.getPath() + ']';
  }

  private static final class Family {
    private final String type;
    private final List<String> lines = new ArrayList<>();

    Family(String type) {
      this.type = type;
    }
  }
}
