package dev.weft.mongodb;

import static java.util.Objects.requireNonNull;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RealServers;
import dev.weft.testkit.SinkContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract on a real MongoDB, where WEFT_TEST_MONGODB_URL names one; in a database of its own,
 * which is dropped afterwards.
 */
class RealMongoIT extends SinkContract {
  private static final @Nullable String URI = System.getenv("WEFT_TEST_MONGODB_URL");
  private static final String DATABASE = "weft-test-" + UUID.randomUUID();
  private static @Nullable MongoClient client;
  private static int collections;

  private final String collection = "events-" + collections++;

  @BeforeAll
  static void connect() {
    if (URI == null) {
      RealServers.abortWithout("MongoDB", "WEFT_TEST_MONGODB_URL is not set");
    }
    client = MongoClients.create(requireNonNull(URI));
    Document info = client.getDatabase(DATABASE).runCommand(new Document("buildInfo", 1));
    RealServers.ran("MongoDB", info.getString("version"));
  }

  @AfterAll
  static void drop() {
    if (client != null) {
      client.getDatabase(DATABASE).drop();
      client.close();
    }
  }

  @Override
  protected Sink createSink() {
    MongoSinkFactory factory = new MongoSinkFactory();
    Map<String, String> given =
        Map.of("uri", requireNonNull(URI), "database", DATABASE, "collection", collection);
    return factory.create(Options.of("archive", factory.options(), given));
  }

  @Override
  protected List<String> arrived() {
    return Shown.documents(
        requireNonNull(client)
            .getDatabase(DATABASE)
            .getCollection(collection)
            .find()
            .into(new ArrayList<>()));
  }

  @Override
  protected String shown(String sent) {
    return Shown.record(sent);
  }
}
