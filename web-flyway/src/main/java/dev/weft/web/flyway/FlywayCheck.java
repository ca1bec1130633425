package dev.weft.web.flyway;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.health.CheckFailure;
import dev.weft.web.health.HealthCheck;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * A database has to be at the version that the code was written for: whether all of Flyway's
 * migrations were applied, and none that the code does not know. Its result is the version; a
 * failure says {@code Invalid flyway version (db: 2, code: 3)}.
 *
 * <p>Collects the check's properties; used by one thread. What it makes is usable from any thread
 * and changes nothing in the database.
 */
public final class FlywayCheck {
  private static final int DEFAULT_LEVEL = 2;
  private static final String NONE = "none";

  private final String name;
  private final Map<String, Flyway> databases = new LinkedHashMap<>();
  private final Flyway flyway;
  private Stats stats = Stats.none();

  private FlywayCheck(String name, Flyway flyway) {
    this.name = name;
    this.flyway = flyway;
  }

  /**
   * Of those migrations, in the database that they are configured for; the check is named {@code
   * flyway_<name>}, at level 2.
   *
   * @throws ConfigurationException without a name
   */
  public static FlywayCheck of(String name, Flyway flyway) {
    if (name.isBlank()) {
      throw new ConfigurationException(
          "name", "a check of migrations needs a name, such as that of its data source");
    }
    return new FlywayCheck(name, requireNonNull(flyway, "flyway"));
  }

  /**
   * Looks into that database as well, a replica for instance. When this is called, the one that the
   * migrations are configured for is looked into only if it is named here too.
   *
   * @param connection its name in metrics
   */
  public FlywayCheck in(String connection, DataSource source) {
    Flyway there =
        Flyway.configure(flyway.getConfiguration().getClassLoader())
            .configuration(flyway.getConfiguration())
            .dataSource(source)
            .load();
    databases.put(connection, there);
    return this;
  }

  /** Where it is timed and versions are counted; by default nowhere. */
  public FlywayCheck stats(Stats to) {
    stats = requireNonNull(to, "to");
    return this;
  }

  /** The check. */
  public HealthCheck build() {
    Map<String, Flyway> asked =
        databases.isEmpty() ? Map.of(name, flyway) : new LinkedHashMap<>(databases);
    Stats to = stats;
    return HealthCheck.of("flyway_" + name, DEFAULT_LEVEL, () -> version(asked, to));
  }

  private @Nullable Object version(Map<String, Flyway> asked, Stats to) throws Exception {
    String version = NONE;
    for (Map.Entry<String, Flyway> database : asked.entrySet()) {
      Metric timer =
          Metric.of("sql", "manual", "health_check", "flyway")
              .part("conf", name)
              .part("con", database.getKey());
      MigrationInfoService info = to.time(timer, () -> database.getValue().info());
      version = database(info);
      to.counter(Metric.of("flyway_version").part("name", name).part("version", version), 1);
      compare(info, version);
    }
    return version;
  }

  private static void compare(MigrationInfoService info, String database) throws CheckFailure {
    String code = code(info);
    MigrationInfo[] pending = info.pending();
    MigrationInfo current = info.current();
    boolean failed = current != null && current.getState().isFailed();
    if (!database.equals(code) || pending.length > 0 || failed) {
      String text = "Invalid flyway version (db: " + database + ", code: " + code + ")";
      throw new CheckFailure(text + details(pending, failed), null);
    }
  }

  private static String details(MigrationInfo[] pending, boolean failed) {
    if (failed) {
      return "; the last migration failed";
    }
    return pending.length == 0
        ? ""
        : Arrays.stream(pending)
            .map(MigrationInfo::getScript)
            .limit(10)
            .collect(Collectors.joining(", ", "; not applied: ", ""));
  }

  private static String database(MigrationInfoService info) {
    MigrationInfo current = info.current();
    return current == null ? NONE : text(current.getVersion());
  }

  /** The newest version that the code brings. */
  private static String code(MigrationInfoService info) {
    return Arrays.stream(info.all())
        .filter(migration -> migration.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .filter(Objects::nonNull)
        .max(MigrationVersion::compareTo)
        .map(FlywayCheck::text)
        .orElse(NONE);
  }

  private static String text(@Nullable MigrationVersion version) {
    return version == null ? NONE : version.getVersion();
  }
}
