package dev.weft.mongodb;

import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.SinkContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** The contract on mongo-java-server, behind the official driver. */
class MongoSinkContractTest extends SinkContract {
  private static final JavaMongo MONGO = new JavaMongo();
  private static int collections;

  private final String collection = "events-" + collections++;

  @AfterAll
  static void stop() {
    MONGO.close();
  }

  @Override
  protected Sink createSink() {
    MongoSinkFactory factory = new MongoSinkFactory();
    Map<String, String> given =
        Map.of("uri", MONGO.uri(), "collection", collection, "timeout", "5s");
    return factory.create(Options.of("archive", factory.options(), given));
  }

  @Override
  protected List<String> arrived() {
    return Shown.documents(MONGO.documents(collection));
  }

  @Override
  protected String shown(String sent) {
    return Shown.record(sent);
  }

  @Override
  protected boolean canTakeAway() {
    return true;
  }

  @Override
  protected void takeAway() {
    MONGO.kill();
  }

  @Override
  protected void bringBack() {
    MONGO.start();
  }

  @Override
  protected boolean canHang() {
    return true;
  }

  @Override
  protected void hang() {
    MONGO.relay().hang();
  }

  @Override
  protected void resume() {
    MONGO.relay().resume();
  }
}
