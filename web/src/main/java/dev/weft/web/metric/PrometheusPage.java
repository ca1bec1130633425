package dev.weft.web.metric;

import static java.util.Objects.requireNonNull;

import dev.weft.web.view.Call;
import dev.weft.web.view.Reply;
import dev.weft.web.view.Route;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code /metrics} for Prometheus: what was measured, and what providers give at each scrape. A
 * scraper that asks for OpenMetrics gets that, with the trace that a measurement was taken in as
 * its exemplar.
 *
 * <p>Usable from any thread.
 */
public final class PrometheusPage {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final String END = "# EOF\n";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(
          PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new CurrentTrace());
  private final ProviderText providers;

  private PrometheusPage(Builder builder) {
    providers = new ProviderText(builder.host, List.copyOf(builder.providers));
  }

  /** On a host of that name, by which providers' values are told apart; a pod's name, there. */
  public static Builder on(String host) {
    return new Builder(host);
  }

  /** Where measurements go in; also for the application's own meters. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** {@code /metrics} below the application's root, open to all. */
  public Route route() {
    return new Route("c2c_metrics", Set.of("GET"), "/metrics", false, false, this::answer);
  }

  private Reply answer(Call call) {
    String accepted = call.request().getHeader("Accept");
    boolean open = accepted != null && accepted.contains("application/openmetrics-text");
    return Reply.text(open ? OPEN_METRICS : PROMETHEUS, text(open));
  }

  /** The page, in OpenMetrics or in Prometheus' own form. */
  String text(boolean open) {
    String measured = registry.scrape(open ? OPEN_METRICS : PROMETHEUS);
    String given = providers.text(open);
    return open && measured.endsWith(END)
        ? measured.substring(0, measured.length() - END.length()) + given + END
        : measured + given;
  }

  /** What is shown beside the measurements. Used by one thread. */
  public static final class Builder {
    private final String host;
    private final List<Provider> providers = new ArrayList<>();

    private Builder(String host) {
      this.host = requireNonNull(host, "host");
    }

    /**
     * One more provider.
     *
     * @throws IllegalArgumentException when its name is none for Prometheus
     */
    public Builder provider(Provider provider) {
      ProviderText.check(provider);
      providers.add(provider);
      return this;
    }

    /** The page. */
    public PrometheusPage build() {
      return new PrometheusPage(this);
    }
  }
}
