package dev.weft.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.control.Handlers;
import dev.weft.event.control.Instance;
import dev.weft.event.control.Presence;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who is there: a hash in Redis in which each instance writes every two seconds that it lives, by
 * Redis' own clock, so that clocks of hosts do not matter. Python instances neither write nor read
 * it.
 *
 * <p>An instance counts as present for {@link #PRESENT} after it last wrote. It is kept for {@link
 * #REMEMBERED}, since one that hangs may still be subscribed, and is to be named when it stays
 * silent.
 *
 * <p>Usable from any thread; {@link #beat} by the link's own.
 */
final class RedisRegistry {
  /** How long an instance counts as present after its last sign of life. */
  static final Duration PRESENT = Duration.ofSeconds(10);

  /** How long it is remembered. */
  static final Duration REMEMBERED = Duration.ofMinutes(10);

  private static final String SINCE = "since";
  private static final String SEEN = "seen";
  private static final String CHANNELS = "channels";
  private static final String FACTS = "facts";

  private final String key;
  private final Instance instance;
  private final String field;
  private final Handlers handlers;
  private volatile Map<String, String> facts = Map.of();
  private volatile boolean registered;
  private @Nullable Instant since;

  RedisRegistry(String prefix, Instance instance, Handlers handlers) {
    this.key = prefix + "instances";
    this.instance = instance;
    this.field = instance + "/" + UUID.randomUUID();
    this.handlers = handlers;
  }

  /** From now on this instance says that it is there. */
  void register() {
    registered = true;
  }

  void announce(Map<String, String> news) {
    facts = Map.copyOf(news);
    registered = true;
  }

  /** Writes that this instance lives, and forgets those that were not heard of for long. */
  void beat(RedisLink link, RedisAsyncCommands<String, String> redis)
      throws IOException, InterruptedException {
    if (!registered) {
      return;
    }
    Instant now = instant(link.await(redis.time()));
    if (since == null) {
      since = now;
    }
    link.await(redis.hset(key, field, written(since, now)));
    var unused = redis.pexpire(key, REMEMBERED.toMillis());
  }

  private String written(Instant from, Instant now) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(Handlers.HOST_NAME, instance.host());
    entry.put(Handlers.PID, instance.pid());
    entry.put(SINCE, from.toEpochMilli());
    entry.put(SEEN, now.toEpochMilli());
    entry.put(CHANNELS, handlers.channels());
    entry.put(FACTS, facts);
    return new JsonWriter().value(entry).toString();
  }

  // Redis gives seconds and microseconds.
  private static Instant instant(List<String> time) {
    return Instant.ofEpochSecond(Long.parseLong(time.get(0)), Long.parseLong(time.get(1)) * 1_000);
  }

  /** Removes this instance. */
  CompletionStage<Long> leave(RedisAsyncCommands<String, String> redis) {
    return redis.hdel(key, field);
  }

  /** All that are remembered, as asked now. */
  CompletionStage<Known> known(RedisAsyncCommands<String, String> redis) {
    CompletionStage<Map<String, String>> entries = redis.hgetall(key);
    return redis.time().thenCombine(entries, (time, all) -> known(redis, instant(time), all));
  }

  private Known known(
      RedisAsyncCommands<String, String> redis, Instant now, Map<String, String> all) {
    List<Presence> remembered = new ArrayList<>();
    all.forEach((name, json) -> {
      Presence one = read(json);
      if (one == null || one.seen().isBefore(now.minus(REMEMBERED))) {
        var unused = redis.hdel(key, name);
      } else {
        remembered.add(one);
      }
    });
    return new Known(now, remembered);
  }

  private static @Nullable Presence read(String json) {
    try {
      byte[] bytes = json.getBytes(UTF_8);
      Map<String, Object> entry = JsonReader.readObject(bytes, 0, bytes.length);
      Set<String> channels = new LinkedHashSet<>();
      ((Collection<?>) member(entry, CHANNELS)).forEach(one -> channels.add(String.valueOf(one)));
      Map<String, String> facts = new LinkedHashMap<>();
      ((Map<?, ?>) member(entry, FACTS))
          .forEach((name, fact) -> facts.put(String.valueOf(name), String.valueOf(fact)));
      return new Presence(
          new Instance((String) member(entry, Handlers.HOST_NAME), number(entry, Handlers.PID)),
          Instant.ofEpochMilli(number(entry, SINCE)),
          Instant.ofEpochMilli(number(entry, SEEN)),
          channels,
          facts);
    } catch (JsonException | ClassCastException | NullPointerException somethingElse) {
      return null;
    }
  }

  private static long number(Map<String, Object> entry, String name) {
    return ((Number) member(entry, name)).longValue();
  }

  private static Object member(Map<String, Object> entry, String name) {
    return requireNonNull(entry.get(name), name);
  }

  /** What the registry held at a moment. */
  record Known(Instant now, List<Presence> remembered) {
    /** Nothing, when it could not be asked. */
    static final Known NOTHING = new Known(Instant.EPOCH, List.of());

    List<Presence> present() {
      return remembered.stream()
          .filter(this::isPresent)
          .sorted(Comparator.comparing(Presence::instance))
          .toList();
    }

    private boolean isPresent(Presence one) {
      return one.seen().isAfter(now.minus(PRESENT));
    }

    /**
     * Those that answer on that channel and did not: all who seem present, and as many of the
     * others, those seen last first, as it takes to explain how many are missing.
     */
    List<Instance> silent(String channel, List<Instance> answered, int missing) {
      List<Instance> left = new ArrayList<>(answered);
      List<Instance> silent = new ArrayList<>();
      remembered.stream()
          .filter(one -> one.channels().contains(channel))
          .sorted(Comparator.comparing(Presence::seen).reversed())
          .filter(one -> !left.remove(one.instance()))
          .filter(one -> isPresent(one) || silent.size() < missing)
          .forEach(one -> silent.add(one.instance()));
      return silent.stream().sorted().toList();
    }
  }

  static CompletableFuture<Known> orNothing(CompletionStage<Known> known) {
    return known.exceptionally(failed -> Known.NOTHING).toCompletableFuture();
  }
}
