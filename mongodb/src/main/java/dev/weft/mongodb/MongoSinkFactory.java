package dev.weft.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoNamespace;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SinkFactory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes sinks of type {@code mongodb}, which insert each record as a document with its nesting.
 *
 * <p>A document's {@code _id} is what tells its event from all others, so that a batch that is
 * given again after a broken connection is never there twice; see {@link Identity} for the events
 * that have no such identity. Names and values that BSON does not know are kept as {@link
 * Documents} says. Documents of one batch may be stored in any order: sort by {@code created}, or
 * by {@code weft.n} within a source.
 *
 * <p>Immutable, usable from any thread.
 */
public final class MongoSinkFactory implements SinkFactory {
  private static final String URI = "uri";
  private static final String DATABASE = "database";
  private static final String COLLECTION = "collection";
  private static final String TIMEOUT = "timeout";

  /** Does nothing; for {@link java.util.ServiceLoader}. */
  public MongoSinkFactory() {}

  @Override
  public String type() {
    return "mongodb";
  }

  @Override
  public String summary() {
    return "inserts records into a MongoDB collection, as documents with their nesting";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.withDefault(
            URI,
            Kind.TEXT,
            "mongodb://127.0.0.1:27017",
            "mongodb://[user:password@]host[:port][,…][/?options], also with TLS, replica sets and"
                + " write concern in its options"),
        Option.withDefault(DATABASE, Kind.TEXT, "weft", "database to write to"),
        Option.withDefault(COLLECTION, Kind.TEXT, "events", "collection to write to"),
        Option.withDefault(
            TIMEOUT, Kind.DURATION, "10s", "limit of each wait for MongoDB, at least 1ms"));
  }

  @Override
  public Sink create(Options options) {
    Duration timeout = options.duration(TIMEOUT);
    if (timeout.toMillis() < 1) {
      throw new ConfigurationException(TIMEOUT, "\"timeout\" < 1ms: " + timeout);
    }
    MongoNamespace target =
        new MongoNamespace(
            legal(DATABASE, options, MongoSinkFactory::databaseProblem),
            legal(COLLECTION, options, MongoSinkFactory::collectionProblem));
    return new MongoSink(options.name(), address(options.text(URI)), target, timeout);
  }

  private static ConnectionString address(String text) {
    try {
      return new ConnectionString(text);
    } catch (IllegalArgumentException notAnAddress) {
      // Without the value and without a cause, since both may hold a password.
      throw new ConfigurationException(
          URI,
          "\"uri\" is not an address of MongoDB: expected"
              + " mongodb://[user:password@]host[:port][,…][/?options], special characters of a"
              + " password percent-encoded");
    }
  }

  /** Finds what is wrong with a name; null when nothing is. */
  @FunctionalInterface
  private interface NameCheck {
    @Nullable String problem(String name);
  }

  private static String legal(String key, Options options, NameCheck check) {
    String name = options.text(key);
    String problem = check.problem(name);
    if (problem != null) {
      throw new ConfigurationException(key, "\"" + key + ": " + name + "\" " + problem);
    }
    return name;
  }

  private static @Nullable String databaseProblem(String name) {
    return name.matches("[^/\\\\. \"$*<>:|?\\x00]{1,63}")
        ? null
        : "is no name of a database: 1 to 63 characters, none of / \\ . \" $ * < > : | ? and space";
  }

  private static @Nullable String collectionProblem(String name) {
    return name.matches("(?!system\\.)[^$\\x00]{1,200}")
        ? null
        : "is no name of a collection: 1 to 200 characters, without $, not beginning with system.";
  }
}
