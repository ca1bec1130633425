package dev.weft.examples.hello;

import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import dev.weft.web.view.Call;
import dev.weft.web.view.HttpError;
import dev.weft.web.view.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Lets a tester call the metrics and the HTTP client. Usable from any thread. */
final class Probes {
  private static final double NANOS = 1e9;

  private final Stats stats;
  private final HttpClient client;

  Probes(Stats stats, HttpClient client) {
    this.stats = stats;
    this.client = client;
  }

  /** Measures what the parameters say; a timer's value is in seconds. */
  Reply metric(Call call) {
    Metric metric = metricOf(call);
    double value = number(call.required("value"));
    switch (call.required("type")) {
      case "timer" -> stats.timer(metric, Math.round(value * NANOS));
      case "gauge" -> stats.gauge(metric, value);
      case "counter" -> stats.counter(metric, Math.round(value));
      default -> throw new HttpError(400, "the parameter type has to be timer, gauge or counter");
    }
    return Reply.json(Map.of("status", 200));
  }

  private static Metric metricOf(Call call) {
    call.required("key");
    Metric metric = Metric.of(call.request().getParameterValues("key"));
    String[] tags = call.request().getParameterValues("tag");
    if (tags != null) {
      for (String tag : tags) {
        int equals = tag.indexOf('=');
        if (equals <= 0) {
          throw new HttpError(400, "the parameter tag has to be name=value, not \"" + tag + '"');
        }
        metric = metric.tag(tag.substring(0, equals), tag.substring(equals + 1));
      }
    }
    return metric;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException other) {
      throw new HttpError(400, "the parameter value has to be a number, not \"" + text + '"');
    }
  }

  /** Fetches an address without a limit of its own; tells how that went. */
  Reply outgoing(Call call) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(call.required("url"))).build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return Reply.json(Map.of("status", status));
    } catch (IOException | IllegalArgumentException failed) {
      return Reply.json(Map.of("status", 999, "message", failed.toString()));
    }
  }
}
