package dev.weft.redis;

import dev.weft.event.control.CommandListener;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Gives commands to Redis and tells the listener how each went. Usable from any thread. */
final class Commands {
  private final RedisLink link;
  private final CommandListener listener;

  Commands(RedisLink link, CommandListener listener) {
    this.link = link;
    this.listener = listener;
  }

  /**
   * A command's outcome.
   *
   * @param name its first word
   * @throws dev.weft.event.control.ControlException when it failed
   */
  <T> T run(String name, Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
    return run(name, command, link.timeout());
  }

  /** The same with a limit of its own. */
  <T> T run(
      String name,
      Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command,
      Duration limit) {
    return link.outcome(begin(link.connected(limit), name, command), limit);
  }

  /** Gives the command on that connection, and waits for nothing. */
  <T> CompletionStage<T> begin(
      RedisLink.Pair pair,
      String name,
      Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
    long start = System.nanoTime();
    return command
        .apply(pair.commands().async())
        .whenComplete(
            (result, failure) -> listener.ended(name, System.nanoTime() - start, failure == null));
  }
}
