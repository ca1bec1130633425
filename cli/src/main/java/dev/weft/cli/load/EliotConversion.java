package dev.weft.cli.load;

import dev.weft.cli.ask.Members;
import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Eliot's messages, by its page "Eliot's message fields". {@code task_level} numbers messages and
 * actions inside an action together, from 1; our keys number them apart. So a task's messages wait
 * for its end, or the input's, until it is known which numbers were actions.
 */
final class EliotConversion extends JsonLines {
  private static final Set<String> USED =
      Set.of(
          "task_uuid",
          "task_level",
          "timestamp",
          "action_type",
          "action_status",
          "message_type",
          "logger",
          "log_level",
          "traceback");

  private final Defaults defaults;
  private final Map<String, Map<Place, Members>> waiting = new LinkedHashMap<>();

  EliotConversion(Defaults defaults) {
    this.defaults = defaults;
  }

  /** A task_level. */
  private record Place(List<Long> level) implements Comparable<Place> {
    static @Nullable Place of(List<?> numbers) {
      List<Long> level = new ArrayList<>();
      for (Object number : numbers) {
        if (!(number instanceof Long position) || position < 1) {
          return null;
        }
        level.add(position);
      }
      return level.isEmpty() ? null : new Place(List.copyOf(level));
    }

    List<Long> action() {
      return level.subList(0, level.size() - 1);
    }

    long position() {
      return level.get(level.size() - 1);
    }

    @Override
    public int compareTo(Place other) {
      for (int i = 0; i < Math.min(level.size(), other.level.size()); i++) {
        int order = Long.compare(level.get(i), other.level.get(i));
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(level.size(), other.level.size());
    }
  }

  @Override
  void object(Members message, Taker taker) throws IOException {
    String task = message.text("task_uuid");
    Place place = Place.of(message.list("task_level"));
    if (task == null || place == null || Double.isNaN(message.number("timestamp"))) {
      taker.refuse("no task_uuid, task_level and timestamp");
      return;
    }
    boolean alone = place.level().size() == 1 && !waiting.containsKey(task);
    if (alone && !message.has("action_type")) {
      taker.event(logged(message, null));
      return;
    }
    waiting.computeIfAbsent(task, unused -> new TreeMap<>()).put(place, message);
    String status = message.text("action_status", "");
    if (place.level().size() == 1 && (status.equals("succeeded") || status.equals("failed"))) {
      give(task, waiting.remove(task), taker);
    }
  }

  @Override
  public void end(Taker taker) throws IOException {
    for (Map.Entry<String, Map<Place, Members>> task : waiting.entrySet()) {
      give(task.getKey(), task.getValue(), taker);
    }
    waiting.clear();
  }

  private void give(String task, @Nullable Map<Place, Members> messages, Taker taker)
      throws IOException {
    if (messages == null) {
      return;
    }
    Numbers numbers = new Numbers(task, messages.keySet());
    for (Map.Entry<Place, Members> each : messages.entrySet()) {
      taker.event(event(each.getKey(), each.getValue(), numbers));
    }
  }

  private Event event(Place place, Members message, Numbers numbers) {
    EventKey key = numbers.key(place);
    String action = message.text("action_type");
    if (action == null) {
      return logged(message, key);
    }
    Instant time = time(message);
    if (message.text("action_status", "").equals("started")) {
      return new Event.ScopeStarted(
          time,
          defaults.source(),
          OptionalLong.empty(),
          key,
          Level.INFO,
          "root",
          action,
          action,
          fields(message),
          numbers.before(place.action()),
          false,
          false,
          null);
    }
    boolean failed = message.text("action_status", "").equals("failed");
    return new Event.ScopeEnded(
        time,
        defaults.source(),
        OptionalLong.empty(),
        key,
        failed ? Level.ERROR : Level.INFO,
        "root",
        action,
        action,
        fields(message),
        failed ? Event.Outcome.FAILED : Event.Outcome.SUCCEEDED,
        failed ? failure(message) : null,
        OptionalLong.of(key.number() + 1),
        OptionalLong.of(numbers.children(place.action())),
        List.of());
  }

  private Event logged(Members message, @Nullable EventKey key) {
    String type = message.text("message_type", "");
    String words = message.text("message", type);
    Failure failure = message.has("traceback") ? failure(message) : null;
    Level level =
        failure != null
            ? Level.ERROR
            : message.has("log_level") ? Levels.of(message.value("log_level")) : Level.INFO;
    return new Event.Logged(
        time(message),
        defaults.source(),
        OptionalLong.empty(),
        key,
        level,
        message.text("logger", type.isEmpty() ? "root" : type),
        words,
        words,
        fields(message),
        failure);
  }

  private static Instant time(Members message) {
    return Times.ofMicros(Math.round(message.number("timestamp") * 1e6));
  }

  private static Failure failure(Members message) {
    return new Failure(
        message.text("exception", ""), message.text("reason", ""), message.text("traceback", ""));
  }

  private static Map<String, Object> fields(Members message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    message
        .all()
        .forEach((name, value) -> {
          if (!USED.contains(name) && !name.equals("message") && value != null) {
            fields.put(name, value);
          }
        });
    return fields;
  }

  /** Which of an action's numbers are actions, and so what number a message has among messages. */
  private static final class Numbers {
    private final String task;
    private final Map<List<Long>, NavigableSet<Long>> actions = new HashMap<>();

    Numbers(String task, Set<Place> places) {
      this.task = task;
      for (Place place : places) {
        List<Long> level = place.level();
        for (int depth = 1; depth < level.size(); depth++) {
          actions
              .computeIfAbsent(List.copyOf(level.subList(0, depth - 1)), unused -> new TreeSet<>())
              .add(level.get(depth - 1));
        }
      }
    }

    private long actionsBefore(List<Long> action, long position) {
      NavigableSet<Long> all = actions.get(action);
      return all == null ? 0 : all.headSet(position, false).size();
    }

    EventKey key(Place place) {
      long number = place.position() - 1 - actionsBefore(place.action(), place.position());
      return new EventKey(number, scope(place.action()));
    }

    private ScopeId scope(List<Long> action) {
      ScopeId scope = new ScopeId(task);
      for (int depth = 0; depth < action.size(); depth++) {
        scope = scope.child(actionsBefore(action.subList(0, depth), action.get(depth)) + 1);
      }
      return scope;
    }

    /** How many messages the parent had when it began this action. */
    OptionalLong before(List<Long> action) {
      if (action.isEmpty()) {
        return OptionalLong.empty();
      }
      Place place = new Place(action);
      return OptionalLong.of(
          place.position() - 1 - actionsBefore(place.action(), place.position()));
    }

    long children(List<Long> action) {
      NavigableSet<Long> all = actions.get(action);
      return all == null ? 0 : all.size();
    }
  }
}
