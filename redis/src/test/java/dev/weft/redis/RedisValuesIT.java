package dev.weft.redis;

import dev.weft.event.control.CommandListener;
import dev.weft.event.control.Control;
import dev.weft.event.control.SharedValues;
import dev.weft.testkit.RedisServer;
import dev.weft.testkit.SharedValuesContract;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values in Redis keep what all promise. */
class RedisValuesIT extends SharedValuesContract {
  @RegisterExtension static final RedisServer REDIS = RedisServer.create();

  private final Control control =
      new RedisControlFactory()
          .connect(URI.create(REDIS.uri()), "broadcast_api_", CommandListener.NONE);

  @BeforeEach
  void empty() {
    Redis.ask(REDIS.uri(), RedisCommands::flushall);
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Override
  protected SharedValues values() {
    return control.values();
  }
}
