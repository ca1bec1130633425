package dev.weft.web.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.testkit.PostgresServer;
import dev.weft.web.health.HealthCheck;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.MetricSink;
import dev.weft.web.metric.Stats;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class FlywayCheckIT {
  @RegisterExtension static final PostgresServer POSTGRES = PostgresServer.create();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private String database = "";

  @BeforeEach
  void make() {
    database = "test" + DATABASES.incrementAndGet();
    POSTGRES.createDatabase(database);
  }

  @Test
  void database_thatIsUpToDate_isWell_withItsVersion() throws Exception {
    Flyway flyway = flyway("migrations", "repeated").load();
    flyway.migrate();

    HealthCheck check = FlywayCheck.of("main", flyway).build();

    assertThat(check.name()).isEqualTo("flyway_main");
    assertThat(check.level()).isEqualTo(2);
    assertThat(check.body().check()).isEqualTo("2.1");
  }

  @Test
  void database_withoutMigrations_isInvalid() {
    assertThatThrownBy(FlywayCheck.of("main", flyway("migrations").load()).build().body()::check)
        .hasMessage(
            "Invalid flyway version (db: none, code: 2.1); not applied: V1__hello.sql, V2.1__more.sql");
    assertThat(POSTGRES.log().lines().filter(line -> line.contains("db=" + database)))
        .noneMatch(line -> line.contains("CREATE TABLE"));
  }

  @Test
  void database_thatLacksOne_isInvalid() {
    flyway("migrations").target("1").load().migrate();

    assertThatThrownBy(FlywayCheck.of("main", flyway("migrations").load()).build().body()::check)
        .hasMessage("Invalid flyway version (db: 1, code: 2.1); not applied: V2.1__more.sql");
  }

  @Test
  void database_thatLacksARepeatedOne_isInvalid() {
    flyway("migrations").load().migrate();
    Flyway flyway = flyway("migrations", "repeated").load();

    assertThatThrownBy(FlywayCheck.of("main", flyway).build().body()::check)
        .hasMessage("Invalid flyway version (db: 2.1, code: 2.1); not applied: R__texts.sql");
  }

  @Test
  void database_thatIsAheadOfTheCode_isInvalid() {
    flyway("migrations").load().migrate();
    Flyway older = flyway("repeated").load();

    assertThatThrownBy(FlywayCheck.of("main", older).build().body()::check)
        .hasMessageStartingWith("Invalid flyway version (db: 2.1, code: none)");
  }

  @Test
  void replica_isLookedInto_asWell() throws Exception {
    Flyway flyway = flyway("migrations").load();
    flyway.migrate();
    String primary = database;
    make();
    Timers timers = new Timers();

    HealthCheck check =
        FlywayCheck.of("main", flyway)
            .in("rw", source(primary))
            .in("ro", source(database))
            .stats(Stats.to(timers))
            .build();

    assertThatThrownBy(check.body()::check)
        .hasMessageStartingWith("Invalid flyway version (db: none, code: 2.1)");
    assertThat(timers.seen)
        .containsExactly(
            "sql.manual.health_check.flyway.main.rw",
            "flyway_version.main.2.1",
            "sql.manual.health_check.flyway.main.ro",
            "flyway_version.main.none");
  }

  @Test
  void migrationThatFailed_isNotApplied() {
    flyway("migrations").load().migrate();
    Flyway broken = flyway("migrations", "broken").load();
    assertThatThrownBy(broken::migrate).isInstanceOf(FlywayException.class);

    assertThatThrownBy(FlywayCheck.of("main", broken).build().body()::check)
        .hasMessage("Invalid flyway version (db: 2.1, code: 3); not applied: V3__broken.sql");
  }

  @Test
  void missingName_isRefused() {
    assertThatThrownBy(() -> FlywayCheck.of(" ", flyway("migrations").load()))
        .isInstanceOf(ConfigurationException.class);
  }

  private FluentConfiguration flyway(String... folders) {
    return Flyway.configure()
        .dataSource(source(database))
        .locations(
            Arrays.stream(folders)
                .map(folder -> "classpath:dev/weft/web/flyway/" + folder)
                .toArray(String[]::new));
  }

  private static PGSimpleDataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(POSTGRES.jdbcUrl(database));
    return source;
  }

  private static final class Timers implements MetricSink {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void timer(Metric metric, long nanos) {
      seen.add(String.join(".", metric.key(false)));
    }

    @Override
    public void counter(Metric metric, long by) {
      seen.add(String.join(".", metric.key(false)));
    }

    @Override
    public void gauge(Metric metric, double value) {}
  }
}
