package dev.weft.web.jdbc;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.metric.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database as an application sees it: one data source, behind which stand the primary and, where
 * there is one, its replica. Which one a connection belongs to depends on the current request's
 * {@code METHOD path}, in this order:
 *
 * <ol>
 *   <li>an expression of {@link Builder#forcePrimary} fits: the primary;
 *   <li>GET, OPTIONS, or an expression of {@link Builder#forceReplica} fits: the replica;
 *   <li>all else, HEAD among it, and work outside of all requests: the primary.
 * </ol>
 *
 * Expressions have to fit from the beginning, not to the end. A request keeps its choice.
 *
 * <p>Statements and commits are timed, and each statement is a task inside the current one. With
 * {@link Builder#requestIds}, PostgreSQL knows the request's id.
 *
 * <p>Usable from any thread. Pools of its own connect with the first use and end with {@link
 * #close}; an application may have several sessions.
 */
public final class DatabaseSession implements AutoCloseable {
  private final List<DatabaseEngine> engines;
  private final List<HikariDataSource> pools;
  private final DataSource dataSource;

  private DatabaseSession(Builder builder) {
    Side primary = builder.primary;
    if (primary == null) {
      throw new ConfigurationException(
          "primary", "the session " + builder.name + " has no primary; give its address");
    }
    Side replica = primary.equals(builder.replica) ? null : builder.replica;
    this.pools = new ArrayList<>();
    DatabaseEngine first =
        engine(builder, replica == null ? builder.aloneEngine : builder.primaryEngine, primary);
    DatabaseEngine second =
        replica == null ? null : engine(builder, builder.replicaEngine, replica);
    this.engines = second == null ? List.of(first) : List.of(first, second);
    this.dataSource =
        new RoutingDataSource(
            new EngineChoice(first, second, builder.forcePrimary, builder.forceReplica));
  }

  private DatabaseEngine engine(Builder builder, String name, Side side) {
    DataSource source = side.source;
    if (source == null) {
      HikariDataSource pool = pool(name, requireNonNull(side.address), builder.pool);
      pools.add(pool);
      source = pool;
    }
    return new DatabaseEngine(
        name, Measured.of(name, source, builder.stats, builder.statements, builder.requestIds));
  }

  private static HikariDataSource pool(
      String name, DatabaseAddress address, Consumer<HikariConfig> settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(address.jdbcUrl());
    if (address.user() != null) {
      config.setUsername(address.user());
    }
    if (address.password() != null) {
      config.setPassword(address.password());
    }
    // A database that is away when the application starts is a failed check, not a failed start.
    config.setInitializationFailTimeout(-1);
    settings.accept(config);
    // Made empty and then filled, it connects with the first use only.
    HikariDataSource pool = new HikariDataSource();
    config.copyStateTo(pool);
    return pool;
  }

  /**
   * Of that name. With a replica its engines are {@code <name>_master} and {@code <name>_slave},
   * else {@code <name>}.
   */
  public static Builder builder(String name) {
    return new Builder(name, name, name + "_master", name + "_slave");
  }

  /** With those names of its engines, such as {@code sqlalchemy} and {@code sqlalchemy_slave}. */
  public static Builder builder(String primaryEngine, String replicaEngine) {
    return new Builder(primaryEngine, primaryEngine, primaryEngine, replicaEngine);
  }

  /** Gives connections to the database that the current request is to use. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** The primary, then the replica if there is one. */
  public List<DatabaseEngine> engines() {
    return engines;
  }

  /** Ends the pools that it made itself. A second call does nothing. */
  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
  }

  /** A database by its address or as the application's own data source. */
  private record Side(@Nullable DatabaseAddress address, @Nullable DataSource source) {}

  /** Collects a session's properties. Used by one thread. */
  public static final class Builder {
    private final String name;
    private final String aloneEngine;
    private final String primaryEngine;
    private final String replicaEngine;
    private final List<Pattern> forcePrimary = new ArrayList<>();
    private final List<Pattern> forceReplica = new ArrayList<>();
    private @Nullable Side primary;
    private @Nullable Side replica;
    private Consumer<HikariConfig> pool = config -> {};
    private Stats stats = Stats.none();
    private Level statements = Level.DEBUG;
    private boolean requestIds;

    private Builder(String name, String alone, String primaryEngine, String replicaEngine) {
      if (name.isBlank() || primaryEngine.equals(replicaEngine)) {
        throw new ConfigurationException(
            "name",
            "a session's engines need two different names, got \""
                + primaryEngine
                + "\" and \""
                + replicaEngine
                + '"');
      }
      this.name = name;
      this.aloneEngine = alone;
      this.primaryEngine = primaryEngine;
      this.replicaEngine = replicaEngine;
    }

    /**
     * The database that takes changes, with a pool of its own.
     *
     * @param url {@code jdbc:…}, or {@code postgresql://user:password@host:port/database} as
     *     SQLAlchemy and libpq write it
     * @throws ConfigurationException when it is neither
     */
    public Builder primary(String url) {
      primary = new Side(DatabaseAddress.of("primary", url), null);
      return this;
    }

    /** The database that takes changes, as a data source that stays the application's own. */
    public Builder primary(DataSource source) {
      primary = new Side(null, requireNonNull(source, "source"));
      return this;
    }

    /**
     * The database for reading, with a pool of its own; left out when it is the primary's address.
     *
     * @throws ConfigurationException when it is no such address
     */
    public Builder replica(String url) {
      replica = new Side(DatabaseAddress.of("replica", url), null);
      return this;
    }

    /** The database for reading, as a data source that stays the application's own. */
    public Builder replica(DataSource source) {
      replica = new Side(null, requireNonNull(source, "source"));
      return this;
    }

    /**
     * Requests whose {@code METHOD path} begins as that expression says use the primary.
     *
     * @throws ConfigurationException when it is no regular expression
     */
    public Builder forcePrimary(String expression) {
      forcePrimary.add(pattern("forcePrimary", expression));
      return this;
    }

    /**
     * Requests whose {@code METHOD path} begins as that expression says use the replica, such as
     * {@code POST /api/search}.
     *
     * @throws ConfigurationException when it is no regular expression
     */
    public Builder forceReplica(String expression) {
      forceReplica.add(pattern("forceReplica", expression));
      return this;
    }

    private static Pattern pattern(String key, String expression) {
      try {
        return Pattern.compile(expression);
      } catch (PatternSyntaxException malformed) {
        throw new ConfigurationException(
            key,
            key
                + ": expected a regular expression, got "
                + expression
                + ": "
                + malformed.getDescription());
      }
    }

    /**
     * Changes the settings of pools made here, such as their size; by default HikariCP's own, but
     * that a database may be away at the start.
     */
    public Builder pool(Consumer<HikariConfig> settings) {
      pool = requireNonNull(settings, "settings");
      return this;
    }

    /** Where statements and commits are timed; by default nowhere. */
    public Builder stats(Stats to) {
      stats = requireNonNull(to, "to");
      return this;
    }

    /** The level of the tasks that statements are; default DEBUG. */
    public Builder statements(Level level) {
      statements = requireNonNull(level, "level");
      return this;
    }

    /**
     * Whether PostgreSQL is told the request's id as the application name, for its log; default no.
     * Costs two short exchanges for each connection that a request takes.
     */
    public Builder requestIds(boolean told) {
      requestIds = told;
      return this;
    }

    /**
     * The session.
     *
     * @throws ConfigurationException without a primary
     */
    public DatabaseSession build() {
      return new DatabaseSession(this);
    }
  }
}
