package dev.weft.testkit;

import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.ScopeId;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Status;
import dev.weft.event.collate.Task;
import dev.weft.event.collate.TaskForest;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Surroundings;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.EventIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers a query by holding it against each record, and takes what is around a record from the
 * whole decoded events and the forest that collation makes of them: no line of it is shared with
 * the store. Used by one thread.
 */
final class NaiveAnswers implements Surroundings {
  private final List<byte[]> records;
  private final SearchQuery query;
  private final List<Set<String>> roots = new ArrayList<>();
  private final List<Set<String>> tasks = new ArrayList<>();
  private final Map<String, Task> forest;
  private final Map<String, List<Event.ObjectChanged>> objects = new HashMap<>();
  private byte[] current = {};

  NaiveAnswers(List<byte[]> records, SearchQuery query, Map<String, Task> forest) {
    this.records = records;
    this.query = query;
    this.forest = forest;
    for (SearchQuery inner : query.inner()) {
      Set<String> holding = new HashSet<>();
      Set<String> trees = new HashSet<>();
      for (byte[] record : new NaiveAnswers(records, inner, forest).matches()) {
        EventKey key = EventDecoder.decode(record).key();
        if (key != null) {
          holding.add(key.scope().value());
          trees.add(key.scope().root());
        }
      }
      roots.add(trees);
      tasks.add(holding);
    }
  }

  /** What collation makes of the records, by the ids of tasks. */
  static Map<String, Task> forest(List<byte[]> records) {
    TaskForest.Builder builder = TaskForest.builder();
    records.forEach(record -> builder.add(EventDecoder.decode(record)));
    Map<String, Task> byId = new HashMap<>();
    TaskForest forest = builder.build();
    List<Task> open = new ArrayList<>(forest.roots());
    while (!open.isEmpty()) {
      Task task = open.remove(open.size() - 1);
      byId.put(task.id().value(), task);
      task.items().stream()
          .filter(item -> item instanceof Item.Child)
          .forEach(item -> open.add(((Item.Child) item).task()));
    }
    return byId;
  }

  List<byte[]> matches() {
    List<byte[]> found = new ArrayList<>();
    for (byte[] record : records) {
      if (matches(record)) {
        found.add(record);
      }
    }
    return found;
  }

  private boolean matches(byte[] record) {
    current = record;
    return query.matches(new RawEvent().over(record), this);
  }

  @Override
  public boolean treeHolds(int inner, String root) {
    return roots.get(inner).contains(root);
  }

  @Override
  public boolean taskHolds(int inner, ScopeId task) {
    return tasks.get(inner).contains(task.value());
  }

  @Override
  public @Nullable TaskFacts task(ScopeId id) {
    Task task = forest.get(id.value());
    if (task == null || task.status() == Status.UNSEEN) {
      return null;
    }
    String name = task.name().orElse(null);
    if (task.end() != null) {
      return new TaskFacts(
          name, task.status().name().toLowerCase(Locale.ROOT), task.duration().orElse(null));
    }
    if (task.status() == Status.OVER || anyAroundIsOver(id)) {
      return new TaskFacts(name, "lost", null);
    }
    return new TaskFacts(name, "running", untilNow(task.begin()));
  }

  private @Nullable Duration untilNow(@Nullable Event begin) {
    Instant now = query.now();
    return begin == null || begin.time().isAfter(now) ? null : Duration.between(begin.time(), now);
  }

  private boolean anyAroundIsOver(ScopeId id) {
    for (ScopeId up = id.parent().orElse(null); up != null; up = up.parent().orElse(null)) {
      Task around = forest.get(up.value());
      if (around != null && (around.end() != null || around.status() == Status.OVER)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable Object before(RawEvent change, String objectId, FieldPath field) {
    Event.ObjectChanged now = (Event.ObjectChanged) EventDecoder.decode(current);
    Object value = null;
    for (Event.ObjectChanged past : objects.computeIfAbsent(objectId, this::changes)) {
      if (past.kind() == Event.ObjectKind.BORN) {
        value = null;
      }
      if (past.equals(now)) {
        return value;
      }
      String name = String.join(".", field.names());
      if (past.set().containsKey(name)) {
        value = past.set().get(name);
      } else if (past.removed().contains(name) || past.kind() == Event.ObjectKind.SNAPSHOT) {
        value = null;
      }
    }
    throw new AssertionError("not a change of " + objectId + ": " + now);
  }

  private List<Event.ObjectChanged> changes(String objectId) {
    List<byte[]> changes = new ArrayList<>();
    for (byte[] record : records) {
      if (EventDecoder.decode(record) instanceof Event.ObjectChanged change
          && Objects.equals(change.objectId(), objectId)) {
        changes.add(record);
      }
    }
    // No generated object counts its changes; of one time, identity decides.
    changes.sort(
        Comparator.comparing((byte[] record) -> EventDecoder.decode(record).time())
            .thenComparing(record -> EventIdentity.of(new RawEvent().over(record), 1)));
    return changes.stream()
        .map(record -> (Event.ObjectChanged) EventDecoder.decode(record))
        .toList();
  }
}
