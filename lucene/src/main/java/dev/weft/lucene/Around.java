package dev.weft.lucene;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.Surroundings;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.EventId;
import dev.weft.event.store.ObjectLife;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a query asks about what is around an event.
 *
 * <p>Used by one thread, for one question. What cannot be read is thrown as {@link
 * UncheckedIOException}.
 */
final class Around implements Surroundings {
  private static final int MOST_OBJECTS = 1000;

  private final List<Set<String>> trees;
  private final List<Set<String>> tasks;
  private final TaskKnowledge knowledge;
  private final ObjectChanges objects;
  private final Map<String, ObjectLife> lives = new HashMap<>();
  private @Nullable EventId current;

  Around(
      List<Set<String>> trees,
      List<Set<String>> tasks,
      TaskKnowledge knowledge,
      ObjectChanges objects) {
    this.trees = trees;
    this.tasks = tasks;
    this.knowledge = knowledge;
    this.objects = objects;
  }

  /** Says which event is asked about. */
  void at(EventId event) {
    current = event;
  }

  @Override
  public boolean treeHolds(int inner, String root) {
    return trees.get(inner).contains(root);
  }

  @Override
  public boolean taskHolds(int inner, ScopeId task) {
    return tasks.get(inner).contains(task.value());
  }

  @Override
  public @Nullable TaskFacts task(ScopeId task) {
    try {
      return knowledge.facts(task);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public @Nullable Object before(RawEvent change, String objectId, FieldPath field) {
    EventId event = current;
    if (event == null) {
      return null;
    }
    ObjectLife life = lives.get(objectId);
    if (life == null) {
      if (lives.size() >= MOST_OBJECTS) {
        lives.clear();
      }
      try {
        life = objects.life(objectId);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      lives.put(objectId, life);
    }
    return life.before(event, field);
  }
}
