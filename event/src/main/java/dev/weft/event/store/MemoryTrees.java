package dev.weft.event.store;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.TaskFacts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a {@link MemoryStore} answers about trees. Functions only. */
final class MemoryTrees {
  private static final Comparator<TreeSummary> NEWEST_FIRST =
      Comparator.comparing(TreeSummary::last).reversed();
  private static final Comparator<TreeSummary> SLOWEST_FIRST =
      Comparator.<TreeSummary, Duration>comparing(
              tree -> duration(tree), Comparator.nullsFirst(Comparator.naturalOrder()))
          .reversed()
          .thenComparing(NEWEST_FIRST);

  private MemoryTrees() {}

  private static @Nullable Duration duration(TreeSummary tree) {
    TaskFacts facts = tree.facts();
    return facts == null ? null : facts.duration();
  }

  static List<TreeSummary> summaries(
      MemoryEvents events, Selection selection, boolean slowestFirst, int top) throws IOException {
    Map<String, Long> matched = new HashMap<>();
    MemoryMatches matches = MemoryMatches.of(events, selection);
    matches.forEach((event, record) -> {
      ScopeId task = event.id().scope();
      if (task != null) {
        matched.merge(task.root(), 1L, Long::sum);
      }
      return true;
    });
    return matched.entrySet().stream()
        .map(tree -> summary(events, tree.getKey(), tree.getValue(), matches.nowMicros()))
        .sorted(slowestFirst ? SLOWEST_FIRST : NEWEST_FIRST)
        .limit(top)
        .toList();
  }

  private static TreeSummary summary(
      MemoryEvents events, String root, long matched, long nowMicros) {
    List<Cursor> cursors = new ArrayList<>();
    Set<String> hosts = new TreeSet<>();
    Level worst = Level.TRACE;
    RawEvent view = new RawEvent();
    for (StoredEvent event : events.tree(root).values()) {
      view.over(event.json());
      cursors.add(event.cursor());
      Level level = Sketch.level(view);
      worst = level.atLeast(worst) ? level : worst;
      String host = Sketch.host(view);
      if (host != null) {
        hosts.add(host);
      }
    }
    Cursor first = Collections.min(cursors);
    TaskFacts facts = root.isEmpty() ? null : events.tasks().facts(new ScopeId(root), nowMicros);
    ScopeId entry = facts == null ? first.id().entry() : null;
    return new TreeSummary(
        root,
        facts,
        entry == null ? null : events.tasks().facts(entry, nowMicros),
        first,
        Collections.max(cursors),
        cursors.size(),
        matched,
        worst,
        List.copyOf(hosts));
  }

  static List<String> roots(MemoryEvents events, String prefix, int most) {
    List<String> roots = new ArrayList<>();
    for (String root : events.rootsFrom(prefix)) {
      if (roots.size() == most || !root.startsWith(prefix)) {
        break;
      }
      roots.add(root);
      if (root.equals(prefix)) {
        break;
      }
    }
    return roots;
  }

  static TreeEntries tree(MemoryEvents events, String root) {
    List<TreeEntry> entries = new ArrayList<>();
    Set<EventId> concluded = new HashSet<>();
    RawEvent view = new RawEvent();
    for (StoredEvent event : events.tree(root).values()) {
      entries.add(TreeEntry.of(event.cursor(), view.over(event.json())));
      ScopeId task = event.id().scope();
      EventId end = task == null ? null : events.tasks().concludedEnd(task);
      if (end != null) {
        concluded.add(end);
      }
    }
    entries.replaceAll(
        entry -> concluded.contains(entry.cursor().id()) ? conclude(events, entry) : entry);
    return TreeEntries.of(root, entries);
  }

  private static TreeEntry conclude(MemoryEvents events, TreeEntry entry) {
    ScopeId task = entry.cursor().id().scope();
    TaskFacts facts = task == null ? null : events.tasks().facts(task, 0);
    return facts == null
        ? entry
        : entry.concluded(Event.Outcome.valueOf(facts.status().toUpperCase(Locale.ROOT)));
  }
}
