package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.daemon.topology.Collector;
import dev.weft.daemon.topology.Counts;
import dev.weft.event.flow.FlowMetrics;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoreState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;

/** The counters as Prometheus reads them. Usable from any thread. */
final class Metrics implements Endpoint {
  private final Collector collector;
  private final IntSupplier streams;
  private final Map<Integer, LongAdder> requests = new ConcurrentHashMap<>();

  Metrics(Collector collector, IntSupplier streams) {
    this.collector = collector;
    this.streams = streams;
  }

  void request(int status) {
    requests.computeIfAbsent(status, unused -> new LongAdder()).increment();
  }

  @Override
  public void handle(Exchange exchange) {
    exchange.answer(200, "text/plain; version=0.0.4; charset=utf-8", text().getBytes(UTF_8));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    Counts counts = collector.counts();
    List<FlowMetrics.Count> stations = new ArrayList<>(counts.sources());
    stations.addAll(counts.filters());
    counts.sinks().forEach(sink -> stations.add(sink.count()));
    stations(text, "weft_accepted_total", "counter", stations, FlowMetrics.Count::accepted);
    stations(text, "weft_delivered_total", "counter", stations, FlowMetrics.Count::delivered);
    dropped(text, stations);
    stations(text, "weft_held", "gauge", stations, FlowMetrics.Count::held);
    type(text, "weft_http_requests_total", "counter");
    requests.forEach((status, count) ->
        line(text, "weft_http_requests_total", "status=\"" + status + "\"", count.sum()));
    type(text, "weft_streams", "gauge");
    line(text, "weft_streams", "", streams.getAsInt());
    collector.store().map(EventStore::state).ifPresent(state -> store(text, state));
    return text.toString();
  }

  private static void store(StringBuilder text, StoreState state) {
    type(text, "weft_store_events", "gauge");
    line(text, "weft_store_events", "", state.events());
    type(text, "weft_store_bytes", "gauge");
    line(text, "weft_store_bytes", "", state.bytes());
    type(text, "weft_store_arrivals_total", "counter");
    line(text, "weft_store_arrivals_total", "", state.arrivals());
    type(text, "weft_store_duplicates_total", "counter");
    line(text, "weft_store_duplicates_total", "", state.duplicates());
    type(text, "weft_store_trouble", "gauge");
    line(text, "weft_store_trouble", "", state.trouble() == null ? 0 : 1);
  }

  private static void stations(
      StringBuilder text,
      String name,
      String type,
      List<FlowMetrics.Count> stations,
      ToLongFunction<FlowMetrics.Count> value) {
    type(text, name, type);
    stations.forEach(count -> line(text, name, station(count), value.applyAsLong(count)));
  }

  private static void dropped(StringBuilder text, List<FlowMetrics.Count> stations) {
    type(text, "weft_dropped_total", "counter");
    for (FlowMetrics.Count count : stations) {
      count
          .dropped()
          .forEach((reason, number) ->
              line(
                  text,
                  "weft_dropped_total",
                  station(count) + ",reason=\"" + escaped(reason) + "\"",
                  number));
    }
  }

  private static String station(FlowMetrics.Count count) {
    return "station=\"" + escaped(count.station()) + "\"";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static void type(StringBuilder text, String name, String type) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, String labels, long value) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
  }
}
