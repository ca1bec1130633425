package dev.weft.redis;

import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RedisServer;
import dev.weft.testkit.SinkContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisListIT extends SinkContract {
  @RegisterExtension static final RedisServer REDIS = RedisServer.persistent();

  private static int lists;
  private String list = "none";

  @Override
  protected Sink createSink() {
    list = "list-" + lists++;
    RedisSinkFactory factory = new RedisSinkFactory();
    Map<String, String> given = Map.of("uri", REDIS.uri(), "list", list, "timeout", "20s");
    return factory.create(Options.of("backlog", factory.options(), given));
  }

  @Override
  protected List<String> arrived() {
    return Redis.list(REDIS.uri(), list);
  }

  @Override
  protected boolean canTakeAway() {
    return true;
  }

  @Override
  protected void takeAway() {
    REDIS.kill();
  }

  @Override
  protected void bringBack() {
    REDIS.start();
  }

  @Override
  protected boolean canHang() {
    return true;
  }

  @Override
  protected void hang() {
    REDIS.hang();
  }

  @Override
  protected void resume() {
    REDIS.resume();
  }
}
