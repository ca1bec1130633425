package dev.weft.event.collate;

import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.ScopeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sorts records into tasks and sources, dropping those that came before. Used by one thread. */
final class Gatherer {
  /**
   * No program nests like this; an id that says so is hostile, and each of its segments would
   * become a task.
   */
  static final int MAX_DEPTH = 500;

  private final Map<ScopeId, TreeMap<String, Draft>> drafts = new HashMap<>();
  private final TreeMap<String, SourceDraft> sources = new TreeMap<>();
  private final Map<ScopeId, NavigableSet<Long>> lost = new HashMap<>();
  private long duplicates;

  void add(Event event) {
    String identity = event.source().identity();
    SourceDraft source =
        sources.computeIfAbsent(identity, unused -> new SourceDraft(event.source()));
    if (!source.firstSight(event)) {
      duplicates++;
      return;
    }
    EventKey key = event.key();
    if (event instanceof Event.LossReported loss) {
      source.count(loss);
      loss.keys()
          .forEach(gone ->
              lost.computeIfAbsent(gone.scope(), unused -> new TreeSet<>()).add(gone.number()));
    } else if (key == null || key.scope().depth() > MAX_DEPTH) {
      source.outside(event);
    } else if (!draft(key.scope(), identity).add(key.number(), event)) {
      source.forget();
      duplicates++;
    }
  }

  private Draft draft(ScopeId id, String identity) {
    return drafts
        .computeIfAbsent(id, unused -> new TreeMap<>())
        .computeIfAbsent(identity, unused -> new Draft(id));
  }

  TaskForest build() {
    Map<ScopeId, List<Draft>> all = new HashMap<>();
    drafts.forEach((id, branches) -> all.put(id, new ArrayList<>(branches.values())));
    List<ScopeId> received = List.copyOf(drafts.keySet());
    received.forEach(id -> addUnseenParents(id, all));
    all.values().forEach(branches -> branches.forEach(Draft::detach));
    List<Draft> tops = new ArrayList<>();
    all.forEach((id, branches) -> branches.forEach(draft -> place(draft, branches, all, tops)));
    List<Task> roots = new ArrayList<>();
    for (Draft top : tops) {
      roots.add(new TaskBuilder(lost).build(top));
    }
    roots.sort(EARLIEST);
    return new TaskForest(
        roots, sources.values().stream().map(SourceDraft::tally).toList(), duplicates);
  }

  private static final Comparator<Task> EARLIEST =
      Comparator.<Task, Boolean>comparing(task -> task.totals().first() == null)
          .thenComparing(task -> Optional.ofNullable(task.totals().first()).orElse(Instant.MAX))
          .thenComparing(Task::id)
          .thenComparing(task -> String.valueOf(task.source()));

  private static void addUnseenParents(ScopeId id, Map<ScopeId, List<Draft>> all) {
    Optional<ScopeId> parent = id.parent();
    while (parent.isPresent() && !all.containsKey(parent.get())) {
      all.put(parent.get(), List.of(new Draft(parent.get())));
      parent = parent.get().parent();
    }
  }

  private static void place(
      Draft draft, List<Draft> branches, Map<ScopeId, List<Draft>> all, List<Draft> tops) {
    draft.repeated(branches.size() > 1);
    Optional<ScopeId> parent = draft.id().parent();
    if (parent.isEmpty()) {
      tops.add(draft);
      return;
    }
    List<Draft> parents = all.getOrDefault(parent.get(), List.of());
    parents.stream()
        .filter(candidate -> candidate.sameSource(draft))
        .findFirst()
        .orElse(parents.get(0))
        .adopt(draft);
  }
}
