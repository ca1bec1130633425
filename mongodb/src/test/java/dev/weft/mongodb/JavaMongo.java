package dev.weft.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.weft.testkit.Ports;
import dev.weft.testkit.RealServers;
import dev.weft.testkit.TcpRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;

/** mongo-java-server behind a relay, so that it can go away and come back with its data. */
final class JavaMongo implements AutoCloseable {
  private final MemoryBackend backend =
      new MemoryBackend() {
        @Override
        public void close() {
          // What is stored outlives the server, as on a disk.
        }
      };
  private MongoServer server = new MongoServer(backend);
  private final int port;
  private final TcpRelay relay;

  JavaMongo() {
    RealServers.ran("mongo-java-server", "stands in for MongoDB behind the official driver");
    try {
      port = Ports.free();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
    server.bind("127.0.0.1", port);
    relay = TcpRelay.to(port);
  }

  String uri() {
    return "mongodb://127.0.0.1:" + relay.port();
  }

  TcpRelay relay() {
    return relay;
  }

  void kill() {
    relay.cut();
    server.shutdownNow();
  }

  void start() {
    server = new MongoServer(backend);
    server.bind("127.0.0.1", port);
    relay.restore();
  }

  <T> T ask(Function<MongoClient, T> question) {
    try (MongoClient client = MongoClients.create(uri())) {
      return question.apply(client);
    }
  }

  List<Document> documents(String collection) {
    return ask(client ->
        client.getDatabase("weft").getCollection(collection).find().into(new ArrayList<>()));
  }

  @Override
  public void close() {
    relay.close();
    server.shutdownNow();
  }
}
