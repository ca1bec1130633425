package dev.weft.event.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.EventKey;
import dev.weft.event.ScopeId;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some events and all that is around them, worked out in the plainest way. */
final class Told {
  static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

  private final List<String> records;
  private final Map<ScopeId, TaskFacts> facts = new HashMap<>();

  Told(String lines) {
    records = lines.strip().lines().map(line -> line.replace('\'', '"')).toList();
    records.forEach(this::learn);
  }

  RawEvent event(int number) {
    return new RawEvent().over(records.get(number).getBytes(UTF_8));
  }

  private void learn(String record) {
    RawEvent event = new RawEvent().over(record.getBytes(UTF_8));
    EventKey key = RecordValues.key(event);
    if (key == null) {
      return;
    }
    TaskFacts known = facts.getOrDefault(key.scope(), new TaskFacts(null, "running", null));
    String type = EventType.of(event);
    if ("begin".equals(type)) {
      known = new TaskFacts(event.text(FieldPath.of("message")), known.status(), known.duration());
    } else if ("end".equals(type)) {
      known =
          new TaskFacts(
              known.name(),
              String.valueOf(event.text(FieldPath.of("weft.outcome"))),
              Duration.ofMillis((long) event.number(FieldPath.of("took"))));
    }
    facts.put(key.scope(), known);
  }

  /** The numbers of those that match. */
  List<Integer> matching(String text) {
    return matching(SearchQuery.parse(text, Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC));
  }

  List<Integer> matching(String text, ZoneId zone) {
    return matching(SearchQuery.parse(text, Clock.fixed(NOW, zone), zone));
  }

  List<Integer> matching(SearchQuery query) {
    Surroundings around = around(query);
    List<Integer> matching = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (query.matches(event(i), around)) {
        matching.add(i);
      }
    }
    return matching;
  }

  Surroundings around(SearchQuery query) {
    List<Set<ScopeId>> tasks = new ArrayList<>();
    for (SearchQuery inner : query.inner()) {
      Set<ScopeId> holding = new HashSet<>();
      for (int number : matching(inner)) {
        EventKey key = RecordValues.key(event(number));
        if (key != null) {
          holding.add(key.scope());
        }
      }
      tasks.add(holding);
    }
    return new Surroundings() {
      @Override
      public boolean treeHolds(int inner, String root) {
        return tasks.get(inner).stream().anyMatch(task -> task.root().equals(root));
      }

      @Override
      public boolean taskHolds(int inner, ScopeId task) {
        return tasks.get(inner).contains(task);
      }

      @Override
      public @Nullable TaskFacts task(ScopeId task) {
        return facts.get(task);
      }

      @Override
      public @Nullable Object before(RawEvent change, String objectId, FieldPath field) {
        return Told.this.before(change, objectId, field);
      }
    };
  }

  private @Nullable Object before(RawEvent change, String objectId, FieldPath field) {
    Object last = null;
    FieldPath path = FieldPath.of("obj." + field);
    for (int i = 0; i < records.size(); i++) {
      RawEvent event = event(i);
      if (new String(change.toBytes(), UTF_8).equals(records.get(i))) {
        return last;
      }
      if (objectId.equals(event.text(FieldPath.of("obj_id"))) && event.has(path)) {
        last = event.value(path);
      }
    }
    return last;
  }
}
