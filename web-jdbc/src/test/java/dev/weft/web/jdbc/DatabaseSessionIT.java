package dev.weft.web.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Scopes;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.testkit.PostgresServer;
import dev.weft.web.request.RequestInfo;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseSessionIT {
  @RegisterExtension static final PostgresServer POSTGRES = PostgresServer.create();

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger(DatabaseSession.class.getName());
  private final Handler lines =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          said.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeAll
  static void fill() {
    for (String name : List.of("master", "slave")) {
      POSTGRES.createDatabase(name);
      POSTGRES.execute(
          name,
          "CREATE TABLE hello (id serial, value text UNIQUE NOT NULL)",
          "INSERT INTO hello (value) VALUES ('" + name + "')");
    }
  }

  @BeforeEach
  void listen() {
    logger.setLevel(Level.FINE);
    logger.addHandler(lines);
  }

  @AfterEach
  void listenNoLonger() {
    logger.removeHandler(lines);
    logger.setLevel(null);
  }

  @Test
  void request_choosesByMethodAndPath() throws SQLException {
    try (DatabaseSession session =
        both()
            .forcePrimary("(GET|POST) /api/fresh")
            .forceReplica("POST /api/(search|fresh)")
            .build()) {
      DataSource source = session.dataSource();
      assertThat(hello(source, "GET", "/api/hello")).isEqualTo("slave");
      assertThat(hello(source, "OPTIONS", "/api/hello")).isEqualTo("slave");
      assertThat(hello(source, "HEAD", "/api/hello")).isEqualTo("master");
      assertThat(hello(source, "PUT", "/api/hello")).isEqualTo("master");
      assertThat(hello(source, "POST", "/api/search/deep")).isEqualTo("slave");
      assertThat(hello(source, "POST", "/other/api/search")).isEqualTo("master");
      assertThat(hello(source, "GET", "/api/fresh")).isEqualTo("master");
      assertThat(hello(source, "POST", "/api/fresh")).isEqualTo("master");
      assertThat(hello(source)).isEqualTo("master");
    }
  }

  @Test
  void choice_isSaid_onceARequest() throws SQLException {
    try (DatabaseSession session = both().build()) {
      Scopes.task("request")
          .carrying(request("GET", "/api/hello"))
          .run(() -> {
            hello(session.dataSource());
            hello(session.dataSource());
          });
      hello(session.dataSource(), "POST", "/api/hello");

      assertThat(said)
          .containsExactly(
              "Using sqlalchemy_slave database for: GET /api/hello",
              "Using sqlalchemy database for: POST /api/hello");
    }
  }

  @Test
  void requestWithoutAReplica_saysNothing() throws SQLException {
    try (DatabaseSession session =
        DatabaseSession.builder("db").primary(POSTGRES.uri("master")).build()) {
      assertThat(hello(session.dataSource(), "GET", "/api/hello")).isEqualTo("master");
      assertThat(said).isEmpty();
    }
  }

  @Test
  void engines_areNamedAfterTheSession() {
    String master = POSTGRES.uri("master");
    String slave = POSTGRES.jdbcUrl("slave");
    assertThat(names(DatabaseSession.builder("db").primary(master))).containsExactly("db");
    assertThat(names(DatabaseSession.builder("db").primary(master).replica(master)))
        .containsExactly("db");
    assertThat(names(DatabaseSession.builder("db").primary(master).replica(slave)))
        .containsExactly("db_master", "db_slave");
    assertThat(names(both())).containsExactly("sqlalchemy", "sqlalchemy_slave");
    assertThat(names(DatabaseSession.builder("rw", "ro").primary(master))).containsExactly("rw");
  }

  private static List<String> names(DatabaseSession.Builder builder) {
    try (DatabaseSession session = builder.build()) {
      return session.engines().stream().map(DatabaseEngine::name).toList();
    }
  }

  @Test
  void sessions_ofOneApplication_areApart() throws SQLException {
    try (DatabaseSession first = both().build();
        DatabaseSession second =
            DatabaseSession.builder("other").primary(POSTGRES.uri("slave")).build()) {
      assertThat(hello(first.dataSource(), "POST", "/")).isEqualTo("master");
      assertThat(hello(second.dataSource(), "POST", "/")).isEqualTo("slave");
    }
  }

  @Test
  void close_endsOwnPools_only() throws SQLException {
    PGSimpleDataSource mine = new PGSimpleDataSource();
    mine.setUrl(POSTGRES.jdbcUrl("slave"));
    DatabaseSession session =
        DatabaseSession.builder("closed").primary(POSTGRES.uri("master")).replica(mine).build();
    hello(session.dataSource());
    assertThat(hello(session.dataSource(), "GET", "/")).isEqualTo("slave");

    session.close();
    session.close();

    assertThatThrownBy(() -> hello(session.dataSource())).isInstanceOf(SQLException.class);
    assertThat(hello(mine)).isEqualTo("slave");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("closed"));
  }

  @Test
  void build_connectsNowhere() {
    try (DatabaseSession session =
        DatabaseSession.builder("away").primary("postgresql://127.0.0.1:1/none").build()) {
      assertThat(session.engines()).hasSize(1);
    }
  }

  @Test
  void pool_canBeSet() {
    try (DatabaseSession session =
        DatabaseSession.builder("away")
            .primary("postgresql://127.0.0.1:1/none")
            .pool(pool -> pool.setConnectionTimeout(250))
            .build()) {
      assertThatThrownBy(() -> session.dataSource().getConnection())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("away");
    }
  }

  @Test
  void missingPrimary_isRefused() {
    assertThatThrownBy(() -> DatabaseSession.builder("db").build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("the session db has no primary; give its address");
  }

  @Test
  void expressionThatIsNone_isRefused() {
    assertThatThrownBy(() -> DatabaseSession.builder("db").forcePrimary("GET ("))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("forcePrimary: expected a regular expression, got GET (: Unclosed group");
  }

  private static DatabaseSession.Builder both() {
    return DatabaseSession.builder("sqlalchemy", "sqlalchemy_slave")
        .primary(POSTGRES.uri("master"))
        .replica(POSTGRES.uri("slave"));
  }

  private static RequestInfo request(String method, String path) {
    return new RequestInfo("r-1", method, path, null);
  }

  private static String hello(DataSource source, String method, String path) throws SQLException {
    return Scopes.task("request").carrying(request(method, path)).call(() -> hello(source));
  }

  private static String hello(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT value FROM hello")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
