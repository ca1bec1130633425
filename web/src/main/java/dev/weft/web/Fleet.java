package dev.weft.web;

import dev.weft.event.control.CommandListener;
import dev.weft.event.control.Control;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.broadcast.Broadcast;
import dev.weft.web.broadcast.InstancesView;
import dev.weft.web.health.HealthChecks;
import dev.weft.web.level.InstanceLevels;
import dev.weft.web.metric.RedisTimings;
import dev.weft.web.version.InstanceVersions;
import dev.weft.web.version.VersionsFile;
import dev.weft.web.view.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all instances of the application do together: tell their versions, follow changes of levels,
 * and check their health. Each part is there where the configuration asks for it.
 */
final class Fleet implements AutoCloseable {
  private final Groundwork groundwork;
  private final OpsConfig config;
  private final @Nullable InstanceVersions versions;
  private final @Nullable InstanceLevels levels;
  private final @Nullable HealthChecks health;
  private final AtomicBoolean started = new AtomicBoolean();

  /** Asks nobody yet. */
  Fleet(Groundwork groundwork, List<Consumer<HealthChecks.Builder>> checks) {
    this.groundwork = groundwork;
    this.config = groundwork.config();
    this.versions =
        VersionsFile.at(Path.of(config.versionsFile()))
            .map(file -> new InstanceVersions(file, groundwork.broadcast(), groundwork.stats()))
            .orElse(null);
    boolean changeable = config.logViewEnabled() && groundwork.access().possible();
    this.levels = changeable ? new InstanceLevels(groundwork.broadcast()) : null;
    this.health = checks.isEmpty() ? null : health(checks);
  }

  private HealthChecks health(List<Consumer<HealthChecks.Builder>> checks) {
    HealthChecks.Builder all = HealthChecks.builder().stats(groundwork.stats());
    checks.forEach(each -> each.accept(all));
    config.redisUrl().ifPresent(url -> automatic(url, all));
    return all.build();
  }

  private void automatic(String url, HealthChecks.Builder checks) {
    // Of the connection that there is when it is asked; now there is none.
    checks.custom(
        Addresses.shown(url),
        HealthChecks.AUTOMATIC_LEVEL,
        () -> groundwork.broadcast().control().status());
    if (versions != null) {
      checks.version(versions::ask);
    }
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(InstancesView.route(groundwork.broadcast()));
    if (health != null) {
      routes.add(health.route(config.development()));
    }
    if (versions != null) {
      routes.add(versions.route());
    }
    if (levels != null) {
      routes.add(levels.route(config.getChanges()));
    }
    return routes;
  }

  /** Reaches the others. A second call does nothing. */
  void start() {
    if (!started.compareAndSet(false, true)) {
      return;
    }
    connect(groundwork.broadcast());
    if (versions != null) {
      versions.start();
    }
    if (levels != null) {
      levels.start();
    }
  }

  private void connect(Broadcast broadcast) {
    Optional<String> url = config.redisUrl();
    if (url.isEmpty()) {
      broadcast.startLocal();
      return;
    }
    CommandListener timings =
        config.trackRedis() ? RedisTimings.to(groundwork.stats()) : CommandListener.NONE;
    try {
      broadcast.connect(URI.create(url.get()), config.broadcastPrefix(), timings);
    } catch (ConfigurationException wrong) {
      throw new ConfigurationException("c2c.redis_url", "C2C_REDIS_URL: " + wrong.getMessage());
    }
  }

  Optional<Control> control() {
    return config.redisUrl().map(url -> groundwork.broadcast().control());
  }

  @Override
  public void close() {
    if (health != null) {
      health.close();
    }
    if (levels != null) {
      levels.close();
    }
  }
}
