package dev.weft.mongodb;

import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.SinkOutageContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class MongoOutageTest extends SinkOutageContract {
  private final JavaMongo mongo = new JavaMongo();

  @AfterEach
  void close() {
    mongo.close();
  }

  @Override
  protected Sink createSink() {
    MongoSinkFactory factory = new MongoSinkFactory();
    Map<String, String> given = Map.of("uri", mongo.uri(), "timeout", "5s");
    return factory.create(Options.of("archive", factory.options(), given));
  }

  @Override
  protected List<String> arrived() {
    return Shown.documents(mongo.documents("events"));
  }

  @Override
  protected String shown(String sent) {
    return Shown.record(sent);
  }

  @Override
  protected void takeAway() {
    mongo.kill();
  }

  @Override
  protected void bringBack() {
    mongo.start();
  }

  @Override
  protected boolean recognisesRepeats() {
    return true;
  }
}
