package dev.weft.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;

/**
 * The driver's client, used from a thread of its own. The driver reads from plain sockets, which no
 * interrupt wakes: so the caller waits here, where an interrupt ends the wait, and the thread ends
 * by the driver's own limits.
 *
 * <p>Used by one thread at a time.
 */
final class Session implements AutoCloseable {
  // Choosing a server and reading its answer each have the limit; the rest is for this machine.
  private static final int LIMITS = 3;

  private final MongoClient client;
  private final MongoCollection<RawBsonDocument> collection;
  private final ExecutorService thread;
  private final Duration limit;

  /** What is done with the client, on its thread. */
  @FunctionalInterface
  interface Call {
    void on(Session session);
  }

  Session(String name, ConnectionString uri, MongoNamespace target, Duration timeout) {
    client = MongoClients.create(settings(uri, timeout));
    collection =
        client
            .getDatabase(target.getDatabaseName())
            .getCollection(target.getCollectionName(), RawBsonDocument.class);
    limit = timeout.multipliedBy(LIMITS);
    thread =
        Executors.newSingleThreadExecutor(work -> {
          Thread daemon = new Thread(work, "weft-sink-" + name + "-mongodb");
          daemon.setDaemon(true);
          return daemon;
        });
  }

  private static MongoClientSettings settings(ConnectionString uri, Duration timeout) {
    long millis = timeout.toMillis();
    return MongoClientSettings.builder()
        .applyConnectionString(uri)
        .applicationName("weft")
        .applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
        .applyToSocketSettings(socket ->
            socket
                .connectTimeout(millis, TimeUnit.MILLISECONDS)
                .readTimeout(millis, TimeUnit.MILLISECONDS))
        .build();
  }

  /** Runs {@code work} on the session's thread and waits for its end. */
  void call(Call work) throws IOException, InterruptedException {
    Future<?> result = thread.submit(() -> work.on(this));
    try {
      result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof MongoException answer) {
        throw answer;
      }
      throw new IOException("mongodb driver: " + failed.getCause(), failed);
    } catch (TimeoutException silent) {
      throw new IOException("MongoDB did not answer within " + limit.toMillis() + " ms", silent);
    }
  }

  void ping() {
    client.getDatabase("admin").runCommand(new BsonDocument("ping", new BsonInt32(1)));
  }

  void insert(List<RawBsonDocument> documents) {
    collection.insertMany(documents, new InsertManyOptions().ordered(false));
  }

  @Override
  public void close() {
    thread.shutdownNow();
    client.close();
  }
}
