package dev.weft.web;

import static java.util.Objects.requireNonNull;

import dev.weft.event.control.Instance;
import dev.weft.web.broadcast.Broadcast;
import dev.weft.web.client.OutgoingCalls;
import dev.weft.web.metric.MemoryMaps;
import dev.weft.web.metric.MemorySink;
import dev.weft.web.metric.MetricSink;
import dev.weft.web.metric.MicrometerSink;
import dev.weft.web.metric.PrometheusPage;
import dev.weft.web.metric.Provider;
import dev.weft.web.metric.Stats;
import dev.weft.web.metric.StatsdSink;
import dev.weft.web.view.Access;
import dev.weft.web.view.Route;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application's own parts are built on, before {@link Ops} joins all: where it measures,
 * how it reaches its other instances and other services, and who may see what. Made first, given to
 * {@link Ops.Builder#groundwork}, and closed with the operations.
 *
 * <p>Usable from any thread.
 */
public final class Groundwork implements AutoCloseable {
  private final OpsConfig config;
  private final Access access;
  private final Stats stats;
  private final List<Route> routes = new ArrayList<>();
  private final @Nullable StatsdSink statsd;
  private final boolean measuredElsewhere;
  private final Broadcast broadcast = new Broadcast();
  private final OutgoingCalls outgoing;

  private Groundwork(Builder builder) {
    this.config = builder.config;
    this.access =
        config
            .secret()
            .map(secret -> Access.knowing(secret, config.signedCookie()))
            .orElseGet(Access::closed);
    this.statsd = config.statsdAddress().flatMap(address -> statsd(config, address)).orElse(null);
    this.measuredElsewhere = builder.stats != null || !builder.registries.isEmpty();
    List<MetricSink> sinks = sinks(builder);
    this.stats = builder.stats == null ? Stats.to(sinks.toArray(new MetricSink[0])) : builder.stats;
    this.outgoing = outgoing(config, stats);
  }

  private static Optional<StatsdSink> statsd(OpsConfig config, String address) {
    StatsdSink.Builder sink =
        StatsdSink.to(address).prefix(config.statsdPrefix()).tagged(config.statsdUseTags());
    config.statsdTags().forEach(sink::tag);
    return sink.open();
  }

  private List<MetricSink> sinks(Builder builder) {
    List<MetricSink> sinks = new ArrayList<>();
    if (config.statsView()) {
      MemorySink memory = MemorySink.create(config.statsdUseTags());
      routes.add(memory.route());
      sinks.add(memory);
    }
    if (statsd != null) {
      sinks.add(statsd);
    }
    PrometheusPage.Builder page = PrometheusPage.on(Instance.current().host());
    page.provider(MemoryMaps.ofThisProcess(MemoryMaps.Kind.PSS));
    builder.providers.forEach(page::provider);
    PrometheusPage prometheus = page.build();
    routes.add(prometheus.route());
    sinks.add(MicrometerSink.to(prometheus.registry()));
    builder.registries.forEach(registry -> sinks.add(MicrometerSink.to(registry)));
    return sinks;
  }

  private static OutgoingCalls outgoing(OpsConfig config, Stats stats) {
    OutgoingCalls.Builder calls = OutgoingCalls.builder().stats(stats);
    config.requestIdHeader().ifPresent(calls::requestIdHeader);
    config.requestsDefaultTimeout().ifPresent(calls::timeout);
    return calls.build();
  }

  /** By that configuration, with nothing added. */
  public static Groundwork of(OpsConfig config) {
    return builder(config).build();
  }

  /** Begins one by that configuration. */
  public static Builder builder(OpsConfig config) {
    return new Builder(config);
  }

  /** What it was set up by. */
  public OpsConfig config() {
    return config;
  }

  /** Who may see what not everybody may. */
  public Access access() {
    return access;
  }

  /** Where the application measures. */
  public Stats stats() {
    return stats;
  }

  /** Reaches all instances; this process alone until {@link Ops#install} has connected it. */
  public Broadcast broadcast() {
    return broadcast;
  }

  /** Accompanies calls to other services. */
  public OutgoingCalls outgoing() {
    return outgoing;
  }

  /** Whether somebody asked for measurements, and not only may. */
  boolean measuring() {
    return config.statsView() || statsd != null || measuredElsewhere;
  }

  /** The endpoints that show what was measured. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  @Override
  public void close() {
    broadcast.close();
    if (statsd != null) {
      statsd.close();
    }
  }

  /** Says what is added to what the configuration says. Used by one thread. */
  public static final class Builder {
    private final OpsConfig config;
    private final List<MeterRegistry> registries = new ArrayList<>();
    private final List<Provider> providers = new ArrayList<>();
    private @Nullable Stats stats;

    private Builder(OpsConfig config) {
      this.config = requireNonNull(config, "config");
    }

    /** A registry of the application's own that sees all that is measured too. */
    public Builder registry(MeterRegistry registry) {
      registries.add(requireNonNull(registry, "registry"));
      return this;
    }

    /** What is shown at {@code /metrics} beside the measurements. */
    public Builder provider(Provider provider) {
      providers.add(requireNonNull(provider, "provider"));
      return this;
    }

    /** Where the application measures, in place of what the configuration says. */
    public Builder stats(Stats of) {
      stats = requireNonNull(of, "of");
      return this;
    }

    /** Makes it; reaches nobody yet. */
    public Groundwork build() {
      return new Groundwork(this);
    }
  }
}
