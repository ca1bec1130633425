package dev.weft.redis;

import dev.weft.event.control.CommandListener;
import dev.weft.event.control.Control;
import dev.weft.event.control.Instance;
import dev.weft.testkit.ControlBusContract;
import dev.weft.testkit.RedisServer;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis keeps what all engines promise. */
class RedisControlIT extends ControlBusContract {
  @RegisterExtension static final RedisServer REDIS = RedisServer.create();

  @BeforeEach
  void empty() {
    Redis.ask(REDIS.uri(), RedisCommands::flushall);
  }

  @Override
  protected Control join(Instance instance) {
    return RedisControlFactory.connect(
        URI.create(REDIS.uri()), "broadcast_api_", CommandListener.NONE, instance);
  }
}
