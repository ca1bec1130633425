package dev.weft.redis;

import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RedisServer;
import dev.weft.testkit.SinkOutageContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisOutageIT extends SinkOutageContract {
  @RegisterExtension static final RedisServer REDIS = RedisServer.persistent();

  @Override
  protected Sink createSink() {
    RedisSinkFactory factory = new RedisSinkFactory();
    Map<String, String> given = Map.of("uri", REDIS.uri(), "list", "weft");
    return factory.create(Options.of("backlog", factory.options(), given));
  }

  @Override
  protected List<String> arrived() {
    return Redis.list(REDIS.uri(), "weft");
  }

  @Override
  protected void takeAway() {
    REDIS.kill();
  }

  @Override
  protected void bringBack() {
    REDIS.start();
  }
}
