package dev.weft.redis;

import dev.weft.event.control.SharedValues;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Values that all instances share, as texts in Redis under the keys that they are given. */
final class RedisValues implements SharedValues {
  private static final int SCANNED_AT_ONCE = 1_000;

  private final RedisLink link;
  private final Commands commands;

  RedisValues(RedisLink link, Commands commands) {
    this.link = link;
    this.commands = commands;
  }

  @Override
  public Optional<String> get(String key) {
    return commands.run("GET", redis -> redis.get(key).thenApply(Optional::ofNullable));
  }

  @Override
  public void put(String key, String value, @Nullable Duration lifetime) {
    if (lifetime == null) {
      commands.run("SET", redis -> redis.set(key, value));
      return;
    }
    if (lifetime.toMillis() < 1) {
      throw new IllegalArgumentException("lifetime < 1 ms: " + lifetime);
    }
    SetArgs withEnd = SetArgs.Builder.px(lifetime.toMillis());
    commands.run("SET", redis -> redis.set(key, value, withEnd));
  }

  @Override
  public boolean remove(String key) {
    return commands.run("DEL", redis -> redis.del(key)) > 0;
  }

  @Override
  public Map<String, String> withPrefix(String prefix) {
    ScanArgs matching = ScanArgs.Builder.matches(literally(prefix) + '*').limit(SCANNED_AT_ONCE);
    Map<String, String> found = new TreeMap<>();
    ScanCursor cursor = ScanCursor.INITIAL;
    while (!cursor.isFinished()) {
      ScanCursor from = cursor;
      KeyScanCursor<String> some = commands.run("SCAN", redis -> redis.scan(from, matching));
      found.putAll(texts(some.getKeys()));
      cursor = some;
    }
    return found;
  }

  // Characters that mean something in a pattern stand for themselves.
  private static String literally(String prefix) {
    return prefix.replaceAll("([\\\\*?\\[\\]^-])", "\\\\$1");
  }

  private Map<String, String> texts(List<String> keys) {
    RedisLink.Pair pair = link.connected();
    Map<String, CompletionStage<Optional<String>>> asked = new LinkedHashMap<>();
    for (String key : keys) {
      asked.put(key, textOrNothing(commands.begin(pair, "GET", redis -> redis.get(key))));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    asked.forEach((key, outcome) ->
        link.outcome(outcome, link.timeout()).ifPresent(text -> texts.put(key, text)));
    return texts;
  }

  // A key may be gone since it was found, or hold no text at all.
  private static CompletionStage<Optional<String>> textOrNothing(CompletionStage<String> outcome) {
    return outcome.handle((text, failure) -> {
      if (failure == null || refusal(failure)) {
        return Optional.ofNullable(text);
      }
      throw new CompletionException(failure);
    });
  }

  private static boolean refusal(Throwable failure) {
    return failure instanceof RedisCommandExecutionException
        || failure.getCause() instanceof RedisCommandExecutionException;
  }

  @Override
  public Optional<Duration> lifetime(String key) {
    long millis = commands.run("PTTL", redis -> redis.pttl(key));
    return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }
}
