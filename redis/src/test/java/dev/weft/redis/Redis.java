package dev.weft.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.function.Function;

/** What a test asks of its private server. */
final class Redis {
  private Redis() {}

  static <T> T ask(String uri, Function<RedisCommands<String, String>, T> question) {
    try (RedisClient client = RedisClient.create(uri)) {
      return question.apply(client.connect().sync());
    }
  }

  static List<String> list(String uri, String key) {
    return ask(uri, commands -> commands.lrange(key, 0, -1));
  }
}
