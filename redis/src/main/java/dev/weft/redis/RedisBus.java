package dev.weft.redis;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.control.Answers;
import dev.weft.event.control.ControlBus;
import dev.weft.event.control.ControlException;
import dev.weft.event.control.Handlers;
import dev.weft.event.control.Instance;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asking over Redis' channels, in c2cwsgiutils' words: the request is {@code {"params": …,
 * "answer_channel": …}}, each answer is published on the answer channel, and the number that Redis
 * says it reached is the number to wait for.
 *
 * <p>Usable from any thread.
 */
final class RedisBus extends RedisPubSubAdapter<String, String> implements ControlBus {
  private static final System.Logger LOG = System.getLogger(RedisBus.class.getName());
  private static final String PARAMETERS = "params";
  private static final String ANSWER_CHANNEL = "answer_channel";

  private final String prefix;
  private final Instance instance;
  private final Handlers handlers;
  private final RedisRegistry registry;
  private final Map<String, AnswerChannel> waiting = new ConcurrentHashMap<>();
  private @Nullable RedisLink link;
  private @Nullable Commands commands;

  RedisBus(String prefix, Instance instance, Handlers handlers, RedisRegistry registry) {
    this.prefix = prefix;
    this.instance = instance;
    this.handlers = handlers;
    this.registry = registry;
  }

  /** Called once, before anything else. */
  void over(RedisLink theLink, Commands theCommands) {
    link = theLink;
    commands = theCommands;
  }

  private RedisLink link() {
    return requireNonNull(link);
  }

  @Override
  public void subscribe(String channel, Handler handler) {
    boolean added = handlers.put(channel, handler);
    registry.register();
    if (added) {
      follow(channel);
      link().soon();
    }
  }

  // Where there is no connection, the next one subscribes to all channels.
  private void follow(String channel) {
    try {
      RedisLink.Pair pair = link().connected();
      link().outcome(pair.listening().async().subscribe(prefix + channel), link().timeout());
    } catch (ControlException later) {
      LOG.log(Level.DEBUG, "not subscribed to " + channel + " yet", later);
    }
  }

  @Override
  public void unsubscribe(String channel) {
    if (!handlers.remove(channel)) {
      return;
    }
    RedisLink.Pair pair = link().now();
    if (pair != null) {
      try {
        link().outcome(pair.listening().async().unsubscribe(prefix + channel), link().timeout());
      } catch (ControlException lost) {
        LOG.log(Level.DEBUG, "not unsubscribed from " + channel, lost);
      }
      link().soon();
    }
  }

  @Override
  public void tell(String channel, Map<String, ?> parameters) {
    String request = "{\"" + PARAMETERS + "\": " + json(parameters) + '}';
    publish(prefix + requireNonNull(channel, "channel"), request);
  }

  private long publish(String channel, String message) {
    return requireNonNull(commands).run("PUBLISH", redis -> redis.publish(channel, message));
  }

  @Override
  public Answers ask(String channel, Map<String, ?> parameters, Duration limit)
      throws InterruptedException {
    requireNonNull(limit, "limit");
    String params = json(parameters);
    RedisLink.Pair pair = link().connected();
    AnswerChannel answers = new AnswerChannel(prefix + requireNonNull(channel, "channel"));
    for (String name : answers.names()) {
      waiting.put(name, answers);
    }
    try {
      link().outcome(pair.listening().async().subscribe(answers.names()), link().timeout());
      int expected = Math.toIntExact(publish(prefix + channel, request(params, answers.name())));
      CompletableFuture<RedisRegistry.Known> known =
          RedisRegistry.orNothing(registry.known(pair.commands().async()));
      List<Answers.Answer> came = answers.question().await(expected, limit);
      return new Answers(came, expected, silent(channel, known, came, expected));
    } finally {
      waiting.keySet().removeAll(List.of(answers.names()));
      var unused = pair.listening().async().unsubscribe(answers.names());
    }
  }

  private static String request(String params, String answerChannel) {
    return "{\""
        + PARAMETERS
        + "\": "
        + params
        + ", \""
        + ANSWER_CHANNEL
        + "\": "
        + json(answerChannel)
        + '}';
  }

  private static List<Instance> silent(
      String channel,
      CompletableFuture<RedisRegistry.Known> known,
      List<Answers.Answer> came,
      int expected) {
    List<Instance> answered = new ArrayList<>();
    for (Answers.Answer answer : came) {
      if (answer.instance() != null) {
        answered.add(answer.instance());
      }
    }
    return known
        .getNow(RedisRegistry.Known.NOTHING)
        .silent(channel, answered, expected - came.size());
  }

  /** A message has come: an answer, or a request. Called by the driver's thread. */
  @Override
  public void message(String channel, String message) {
    try {
      AnswerChannel answers = waiting.get(channel);
      if (answers != null) {
        answers.message(channel, message);
      } else if (channel.startsWith(prefix)) {
        requested(channel.substring(prefix.length()), message);
      }
    } catch (JsonException | IllegalArgumentException unreadable) {
      LOG.log(Level.WARNING, "not a broadcast message on " + channel, unreadable);
    }
  }

  private void requested(String channel, String message) {
    if (!(JsonReader.read(message) instanceof Map<?, ?> request)) {
      throw new IllegalArgumentException("expected an object");
    }
    handlers.handle(
        channel,
        parameters(request),
        answer -> {
          if (request.get(ANSWER_CHANNEL) instanceof String answerChannel) {
            answer(answerChannel, answer);
          }
        });
  }

  @SuppressWarnings("unchecked") // the reader's own maps have text keys
  private static Map<String, @Nullable Object> parameters(Map<?, ?> request) {
    return request.get(PARAMETERS) instanceof Map<?, ?> params
        ? (Map<String, @Nullable Object>) params
        : Map.of();
  }

  // Waits for nothing: it may be the driver's own thread that says that all others are busy.
  private void answer(String answerChannel, @Nullable Object answer) {
    String json = json(answer);
    RedisLink.Pair pair = link().now();
    if (pair == null) {
      lost(answerChannel, "there is no connection");
      return;
    }
    if (!(answer instanceof Map)) {
      publish(
          pair, AnswerChannel.signatures(answerChannel), AnswerChannel.signature(instance, json));
    }
    publish(pair, answerChannel, json);
  }

  private void publish(RedisLink.Pair pair, String channel, String message) {
    var unused =
        requireNonNull(commands)
            .begin(pair, "PUBLISH", redis -> redis.publish(channel, message))
            .exceptionally(failed -> {
              lost(channel, LettuceClient.innermost(failed));
              return 0L;
            });
  }

  // Who closes does not want to hear of what was under way.
  private void lost(String answerChannel, String why) {
    Level level = link().closed() ? Level.DEBUG : Level.WARNING;
    LOG.log(level, "an answer to " + answerChannel + " is lost: " + why);
  }

  private static String json(@Nullable Object value) {
    return new JsonWriter().value(value).toString();
  }

  @Override
  public void close() {
    waiting.values().forEach(answers -> answers.question().end());
    handlers.close();
  }
}
