package dev.weft.event.collate;

import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of a distributed program, step by step, as a program with Weft's library would:
 * the model that collation is held against.
 */
final class Story {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  final List<Event> events = new ArrayList<>();
  private long tick;

  /** One process with a clock of its own. */
  final class Program {
    final Source source;
    private final Duration clockError;
    private long made;

    Program(String name, Duration clockError) {
      this.source = new Source(name, name, 7, "run-" + name);
      this.clockError = clockError;
    }

    Instant now() {
      return NOON.plusMillis(tick++).plus(clockError);
    }

    OptionalLong number() {
      return OptionalLong.of(made++);
    }

    Open begin(ScopeId id, String name, OptionalLong at, boolean foreign) {
      return new Open(this, id, name, at, foreign);
    }

    Open task(String id, String name) {
      return begin(new ScopeId(id), name, OptionalLong.empty(), false);
    }

    void outside(String message) {
      say(message, null);
    }

    private void say(String message, @Nullable EventKey key) {
      events.add(
          new Event.Logged(
              now(), source, number(), key, Level.INFO, "app", message, message, Map.of(), null));
    }

    void lost(List<EventKey> keys) {
      made += keys.size();
      events.add(
          new Event.LossReported(
              now(),
              source,
              number(),
              keys.size(),
              Map.of("queue-full", (long) keys.size()),
              keys));
    }
  }

  /** A task that is open. */
  final class Open {
    final Program process;
    final ScopeId id;
    private final String name;
    private final List<Long> remote = new ArrayList<>();
    private long records;
    private long children;

    private Open(Program process, ScopeId id, String name, OptionalLong at, boolean foreign) {
      this.process = process;
      this.id = id;
      this.name = name;
      events.add(
          new Event.ScopeStarted(
              process.now(),
              process.source,
              process.number(),
              key(),
              Level.INFO,
              "root",
              name,
              name,
              Map.of(),
              at,
              foreign,
              false,
              null));
    }

    private EventKey key() {
      return new EventKey(records++, id);
    }

    void say(String message) {
      process.say(message, key());
    }

    Open child(String childName) {
      return process.begin(id.child(++children), childName, OptionalLong.of(records), false);
    }

    Open remote(Program other, String childName) {
      return other.begin(handOver(), childName, OptionalLong.empty(), true);
    }

    ScopeId handOver() {
      remote.add(++children);
      return id.child(children);
    }

    void end(Event.Outcome outcome) {
      events.add(
          new Event.ScopeEnded(
              process.now(),
              process.source,
              process.number(),
              key(),
              Level.INFO,
              "root",
              name,
              name,
              Map.of(),
              outcome,
              null,
              OptionalLong.of(records),
              OptionalLong.of(children),
              remote));
    }

    void end() {
      end(Event.Outcome.SUCCEEDED);
    }
  }
}
