package dev.weft.web.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.testkit.PostgresServer;
import dev.weft.web.health.HealthCheck;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class LiquibaseCheckIT {
  @RegisterExtension static final PostgresServer POSTGRES = PostgresServer.create();

  private static final String CHANGES = "dev/weft/web/liquibase/changes.sql";
  private static final String OLDER = "dev/weft/web/liquibase/older/changes.sql";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private String database = "";

  @BeforeAll
  static void sendNothing() {
    System.setProperty("liquibase.analytics.enabled", "false");
  }

  @BeforeEach
  void make() {
    database = "test" + DATABASES.incrementAndGet();
    POSTGRES.createDatabase(database);
  }

  @Test
  void database_thatIsUpToDate_isWell_withItsVersion() throws Exception {
    update(CHANGES, new ClassLoaderResourceAccessor());

    HealthCheck check =
        LiquibaseCheck.of("main", CHANGES, source(database)).contexts("prod").build();

    assertThat(check.name()).isEqualTo("liquibase_main");
    assertThat(check.level()).isEqualTo(2);
    assertThat(check.body().check()).isEqualTo("2");
  }

  @Test
  void database_withoutChangeSets_isInvalid_andStaysAsItIs() {
    assertThatThrownBy(check(CHANGES).body()::check)
        .hasMessage(
            "Invalid liquibase version (db: none, code: test-only); not run: 1, 2, test-only");
    assertThat(POSTGRES.log().lines().filter(line -> line.contains("db=" + database)))
        .isNotEmpty()
        .noneMatch(line -> line.contains("CREATE"));
  }

  @Test
  void database_thatLacksOne_isInvalid(@TempDir Path folder) throws Exception {
    // The same path with other content, as an older release has it.
    Path file = folder.resolve(CHANGES);
    Files.createDirectories(file.getParent());
    try (InputStream older = getClass().getClassLoader().getResourceAsStream(OLDER)) {
      Files.copy(older, file);
    }
    try (URLClassLoader release = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      update(CHANGES, new ClassLoaderResourceAccessor(release));
    }

    HealthCheck check =
        LiquibaseCheck.of("main", CHANGES, source(database)).contexts("prod").build();
    assertThatThrownBy(check.body()::check)
        .hasMessage("Invalid liquibase version (db: 1, code: 2); not run: 2");
  }

  @Test
  void database_thatIsAheadOfTheCode_isInvalid() throws Exception {
    update(CHANGES, new ClassLoaderResourceAccessor());

    assertThatThrownBy(check(OLDER).body()::check)
        .hasMessageStartingWith("Invalid liquibase version (db: 2, code: 1)");
  }

  @Test
  void replica_isLookedInto_asWell() throws Exception {
    update(CHANGES, new ClassLoaderResourceAccessor());
    String primary = database;
    make();

    HealthCheck check =
        LiquibaseCheck.of("main", CHANGES, source(primary))
            .in("slave", source(database))
            .contexts("prod")
            .build();

    assertThatThrownBy(check.body()::check)
        .hasMessageStartingWith("Invalid liquibase version (db: none, code: 2)");
  }

  @Test
  void connections_areGivenBack() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(check(CHANGES).body()::check).hasMessageStartingWith("Invalid");
    }
    POSTGRES.execute("postgres", "DROP DATABASE " + database);
  }

  @Test
  void missingName_isRefused() {
    assertThatThrownBy(() -> LiquibaseCheck.of("", CHANGES, source(database)))
        .isInstanceOf(ConfigurationException.class);
  }

  private HealthCheck check(String changeLog) {
    return LiquibaseCheck.of("main", changeLog, source(database)).build();
  }

  private void update(String changeLog, ResourceAccessor resources) throws Exception {
    try (Connection connection = source(database).getConnection()) {
      Scope.child(
          Scope.Attr.resourceAccessor,
          resources,
          () ->
              new Liquibase(
                      changeLog,
                      resources,
                      DatabaseFactory.getInstance()
                          .findCorrectDatabaseImplementation(new JdbcConnection(connection)))
                  .update(new Contexts("prod")));
    }
  }

  private static PGSimpleDataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(POSTGRES.jdbcUrl(database));
    return source;
  }
}
