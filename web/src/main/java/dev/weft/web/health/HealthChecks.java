package dev.weft.web.health;

import static java.util.Objects.requireNonNull;

import dev.weft.event.control.Answers;
import dev.weft.event.control.Control;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import dev.weft.web.view.Route;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether an application can do its work: all checks of a level at once, each with a limit, so
 * that the answer takes as long as the slowest one, and one that hangs holds up nobody.
 *
 * <p>With {@link Builder#refreshEvery} the checks run in the background and the answer tells how
 * old each result is.
 *
 * <p>Usable from any thread. Threads are begun by the first question and ended by {@link #close}.
 */
public final class HealthChecks implements AutoCloseable {
  /** The level of checks that come by themselves: of Redis, of versions. */
  public static final int AUTOMATIC_LEVEL = 2;

  /** The channel on which each instance tells its version, a text; as Python's do. */
  public static final String VERSIONS_CHANNEL =
      "c2c_decorated_c2cwsgiutils.health_check._get_all_versions";

  private static final System.Logger LOGGER = System.getLogger(HealthChecks.class.getName());

  private final List<HealthCheck> checks;
  private final Stats stats;
  private final CheckRunner runner;
  private final @Nullable BackgroundChecks background;

  private HealthChecks(Builder builder) {
    this.stats = builder.stats;
    this.checks = builder.checks.stream().map(check -> check.apply(stats)).toList();
    int threads = Math.max(1, Math.min(builder.threads, checks.size()));
    this.runner = new CheckRunner(builder.limit, threads, builder.clock);
    Duration interval = builder.refreshEvery;
    this.background =
        interval == null
            ? null
            : new BackgroundChecks(checks, this::carryOut, interval, builder.clock);
  }

  /** None yet. */
  public static Builder builder() {
    return new Builder(System::nanoTime);
  }

  /** None yet, by that clock in nanoseconds. */
  static Builder builder(LongSupplier clock) {
    return new Builder(clock);
  }

  /** What was registered, in that order. */
  public List<HealthCheck> checks() {
    return checks;
  }

  /**
   * Asks all checks up to that level.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public HealthReport report(int maxLevel) throws InterruptedException {
    return report(maxLevel, Set.of());
  }

  /**
   * Asks the named checks up to that level.
   *
   * @param names empty for all; unknown ones are passed over
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public HealthReport report(int maxLevel, Set<String> names) throws InterruptedException {
    List<HealthCheck> asked = new ArrayList<>();
    for (HealthCheck check : checks) {
      if (check.level() <= maxLevel && (names.isEmpty() || names.contains(check.name()))) {
        asked.add(check);
      }
    }
    return new HealthReport(background == null ? carryOut(asked) : background.results(asked));
  }

  private List<CheckResult> carryOut(List<HealthCheck> asked) throws InterruptedException {
    List<CheckResult> results = runner.run(asked);
    results.forEach(this::tell);
    return results;
  }

  private void tell(CheckResult result) {
    String name = result.check().name();
    if (!result.healthy()) {
      LOGGER.log(Level.WARNING, "Health check " + name + " failed", result.failure());
    }
    stats.counter(
        Metric.of("health_check")
            .part("name", name)
            .part("outcome", result.healthy() ? "success" : "failure"),
        1);
  }

  /**
   * The endpoint {@code health_check} with its parameters {@code max_level} and {@code checks};
   * status 500 when a check failed.
   *
   * @param development whether stack traces are shown to everybody, not only to those who know the
   *     secret
   */
  public Route route(boolean development) {
    return Route.open("c2c_health_check", "/health_check", new HealthView(this, development));
  }

  /** Stops what runs, without waiting for it. A second call does nothing. */
  @Override
  public void close() {
    if (background != null) {
      background.close();
    }
    runner.close();
  }

  /** Collects checks. Used by one thread. */
  public static final class Builder {
    private static final int MOST_THREADS = 32;

    private final LongSupplier clock;
    // Some are measured, and where is known only at the end.
    private final List<Function<Stats, HealthCheck>> checks = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private Stats stats = Stats.none();
    private Duration limit = Duration.ofSeconds(10);
    private int threads = MOST_THREADS;
    private @Nullable Duration refreshEvery;

    private Builder(LongSupplier clock) {
      this.clock = clock;
    }

    /**
     * One more check.
     *
     * @throws ConfigurationException when there is one of that name already
     */
    public Builder add(HealthCheck check) {
      return add(check.name(), to -> check);
    }

    private Builder add(String name, Function<Stats, HealthCheck> check) {
      if (!names.add(name)) {
        throw new ConfigurationException(
            "name", "there are two health checks named " + name + "; give one another name");
      }
      checks.add(check);
      return this;
    }

    /** Several more checks. */
    public Builder addAll(List<HealthCheck> more) {
      more.forEach(this::add);
      return this;
    }

    /** A check of your own. */
    public Builder custom(String name, int level, HealthCheck.Body body) {
      return add(HealthCheck.of(name, level, body));
    }

    /**
     * A page that has to answer with 200 to 299 within three seconds, at level 1, named like its
     * address. Timed as any call to another service.
     */
    public Builder url(String url) {
      return url(UrlCheck.of(url));
    }

    /** A page that has to answer. Timed as any call to another service. */
    public Builder url(UrlCheck page) {
      HealthCheck untimed = page.build();
      return add(untimed.name(), page::build);
    }

    /**
     * The engine of the control bus and the shared values; it has to answer within half a second.
     *
     * @param name the address, such as {@code redis://localhost:6379}
     */
    public Builder redis(Control control, String name, int level) {
      return add(HealthCheck.of(name, level, control::status));
    }

    /**
     * All instances have to run one version; named {@code version}, at level 2.
     *
     * @param ask asks all instances on {@link #VERSIONS_CHANNEL}
     */
    public Builder version(Callable<Answers> ask) {
      return add(
          VersionCheck.NAME,
          to ->
              HealthCheck.of(VersionCheck.NAME, AUTOMATIC_LEVEL, new VersionCheck(ask, to))
                  .limit(VersionCheck.LIMIT));
    }

    /** Where successes and failures are counted; by default nowhere. */
    public Builder stats(Stats to) {
      stats = requireNonNull(to, "to");
      return this;
    }

    /** How long a check may take that has no limit of its own; default 10 seconds. */
    public Builder limit(Duration each) {
      limit = positive("limit", each);
      return this;
    }

    /** How many checks may run at once; default 32. */
    public Builder threads(int most) {
      if (most < 1) {
        throw new ConfigurationException(
            "threads", "threads: expected a number from 1 on, got " + most);
      }
      threads = most;
      return this;
    }

    /**
     * Runs the checks in the background, with that pause in between, and answers at once with what
     * was found last and its {@code age}. By default they run for whoever asks.
     */
    public Builder refreshEvery(Duration pause) {
      refreshEvery = positive("refreshEvery", pause);
      return this;
    }

    private static Duration positive(String key, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new ConfigurationException(
            key, key + ": expected a time longer than 0, got " + value);
      }
      return value;
    }

    /** The checks; later changes of this builder do not reach them. */
    public HealthChecks build() {
      return new HealthChecks(this);
    }
  }
}
