package dev.weft.examples.hello;

import dev.weft.web.OpsConfig;
import dev.weft.web.metric.MemoryMaps;
import dev.weft.web.metric.MemorySink;
import dev.weft.web.metric.MetricSink;
import dev.weft.web.metric.MicrometerSink;
import dev.weft.web.metric.PrometheusPage;
import dev.weft.web.metric.Stats;
import dev.weft.web.metric.StatsdSink;
import dev.weft.web.view.Route;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Where measurements go, and where they are seen. */
record Measuring(Stats stats, List<Route> routes, List<StatsdSink> open) implements AutoCloseable {
  static Measuring by(OpsConfig config) throws UnknownHostException {
    List<MetricSink> sinks = new ArrayList<>();
    List<Route> routes = new ArrayList<>();
    List<StatsdSink> open = new ArrayList<>();
    PrometheusPage page =
        PrometheusPage.on(InetAddress.getLocalHost().getHostName())
            .provider(MemoryMaps.ofThisProcess(MemoryMaps.Kind.PSS))
            .build();
    sinks.add(MicrometerSink.to(page.registry()));
    routes.add(page.route());
    if (config.statsView()) {
      MemorySink memory = MemorySink.create(config.statsdUseTags());
      sinks.add(memory);
      routes.add(memory.route());
    }
    config
        .statsdAddress()
        .ifPresent(address -> {
          StatsdSink.Builder statsd =
              StatsdSink.to(address).prefix(config.statsdPrefix()).tagged(config.statsdUseTags());
          config.statsdTags().forEach(statsd::tag);
          statsd
              .open()
              .ifPresent(sink -> {
                sinks.add(sink);
                open.add(sink);
              });
        });
    return new Measuring(Stats.to(sinks.toArray(new MetricSink[0])), routes, open);
  }

  @Override
  public void close() {
    open.forEach(StatsdSink::close);
  }
}
