package dev.weft.event.control;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The engine in this process: an instance alone, until there is something to meet others through,
 * or several that share a {@link LocalHub}. Parameters and answers pass through JSON, as on every
 * engine, so that nothing depends on where it runs.
 *
 * <p>Usable from any thread.
 */
public final class LocalControl implements Control {
  private final LocalHub hub;
  private final Instance instance;
  private final Instant since;
  private final Handlers handlers;
  private final Bus bus = new Bus();
  private final Set<Question> waiting = ConcurrentHashMap.newKeySet();
  private volatile Map<String, String> facts = Map.of();
  private volatile boolean closed;

  LocalControl(LocalHub hub, Instance instance) {
    this.hub = hub;
    this.instance = instance;
    this.since = hub.clock().instant();
    this.handlers = new Handlers(instance);
  }

  /** This process, which meets no other. */
  public static Control alone() {
    return new LocalHub().join(Instance.current());
  }

  @Override
  public ControlBus bus() {
    return bus;
  }

  @Override
  public SharedValues values() {
    return hub.values();
  }

  @Override
  public Map<String, @Nullable Object> status() {
    return Map.of("engine", "local", "instances", hub.members().size());
  }

  @Override
  public void announce(Map<String, String> facts) {
    this.facts = Map.copyOf(facts);
  }

  @Override
  public List<Presence> instances() {
    return hub.instances();
  }

  Presence presence() {
    return new Presence(instance, since, hub.clock().instant(), handlers.channels(), facts);
  }

  @Override
  public void close() {
    closed = true;
    hub.leave(this);
    handlers.close();
    waiting.forEach(Question::end);
  }

  private final class Bus implements ControlBus {
    @Override
    public void subscribe(String channel, Handler handler) {
      handlers.put(channel, handler);
    }

    @Override
    public void unsubscribe(String channel) {
      handlers.remove(channel);
    }

    @Override
    public void tell(String channel, Map<String, ?> parameters) {
      String json = json(parameters);
      for (LocalControl receiver : receivers(channel)) {
        receiver.receive(channel, json, null);
      }
    }

    @Override
    public Answers ask(String channel, Map<String, ?> parameters, Duration limit)
        throws InterruptedException {
      requireNonNull(limit, "limit");
      String json = json(parameters);
      List<LocalControl> receivers = receivers(channel);
      Question question = new Question(channel);
      waiting.add(question);
      try {
        if (closed) {
          question.end();
        }
        receivers.forEach(receiver -> receiver.receive(channel, json, question));
        List<Answers.Answer> answers = question.await(receivers.size(), limit);
        return new Answers(answers, receivers.size(), silent(receivers, answers));
      } finally {
        waiting.remove(question);
      }
    }

    @Override
    public void close() {
      LocalControl.this.close();
    }
  }

  private List<LocalControl> receivers(String channel) {
    requireNonNull(channel, "channel");
    if (closed) {
      throw new ControlException("the control of " + instance + " is closed");
    }
    return hub.members().stream().filter(member -> member.handlers.has(channel)).toList();
  }

  private void receive(String channel, String json, @Nullable Question question) {
    handlers.handle(
        channel,
        parameters(json),
        answer -> {
          if (question != null) {
            question.answered(new Answers.Answer(JsonReader.read(json(answer)), instance));
          }
        });
  }

  private static List<Instance> silent(List<LocalControl> receivers, List<Answers.Answer> answers) {
    List<Instance> silent = new ArrayList<>();
    receivers.forEach(receiver -> silent.add(receiver.instance));
    answers.forEach(answer -> silent.remove(answer.instance()));
    return silent;
  }

  private static String json(@Nullable Object value) {
    return new JsonWriter().value(value).toString();
  }

  @SuppressWarnings("unchecked") // the reader's own maps have text keys
  private static Map<String, @Nullable Object> parameters(String json) {
    return (Map<String, @Nullable Object>) requireNonNull(JsonReader.read(json));
  }
}
