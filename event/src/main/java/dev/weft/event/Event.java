package dev.weft.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a program said, read whole. The wire's flat object, of distlog, contexture or
 * Weft, decodes to one of these kinds; the collector itself works on the bytes and builds one only
 * where the kind matters (trees, lines for a person).
 *
 * <p>All kinds are immutable and usable from any thread.
 */
public sealed interface Event {
  /** When, by the clock of the source. */
  Instant time();

  /** Who. */
  Source source();

  /**
   * The event's number among all of its source's ({@code weft.n}), from 0; empty where the program
   * does not count.
   */
  OptionalLong sourceNumber();

  /** The event's place in a task; null outside every task, and where the program overwrote it. */
  @Nullable EventKey key();

  /** How serious it is; INFO where its kind has no level of its own. */
  default Level level() {
    return Level.INFO;
  }

  /** What was said, as a person reads it, line feeds restored; null where nothing was. */
  default @Nullable String message() {
    return null;
  }

  /** The values it carries; of an object's change the new ones. */
  default Map<String, Object> fields() {
    return Map.of();
  }

  /**
   * A log line.
   *
   * @param logger the logger's name
   * @param template the text before arguments were filled in
   * @param message the text as a person reads it, line feeds restored
   * @param fields the record's own values, those of its innermost task under their plain names
   */
  record Logged(
      Instant time,
      Source source,
      OptionalLong sourceNumber,
      @Nullable EventKey key,
      Level level,
      String logger,
      String template,
      String message,
      Map<String, Object> fields,
      @Nullable Failure failure)
      implements Event {
    /** Copies the fields. */
    public Logged {
      requireNonNull(level, "level");
      fields = immutable(fields);
    }
  }

  /**
   * A task began.
   *
   * @param spawnedAt how many records the parent had made when it began this task; empty where
   *     unknown (Python's)
   * @param foreign whether the task was begun by an id that another process handed over
   * @param late whether the task began under a parent that had already ended
   * @param link for a root, the place in another tree that was open when it began; null for none
   */
  record ScopeStarted(
      Instant time,
      Source source,
      OptionalLong sourceNumber,
      EventKey key,
      Level level,
      String logger,
      String template,
      String message,
      Map<String, Object> fields,
      OptionalLong spawnedAt,
      boolean foreign,
      boolean late,
      @Nullable EventKey link)
      implements Event {
    /** Copies the fields. */
    public ScopeStarted {
      requireNonNull(key, "key");
      fields = immutable(fields);
    }
  }

  /** How a task ended. */
  enum Outcome {
    /** Said or shown to have done its work. */
    SUCCEEDED,
    /** Ended by an exception, or said to have failed. */
    FAILED,
    /** Ended by an interruption or a cancellation. */
    CANCELLED,
    /** Closed without a word on how it went, where a word was asked for. */
    UNSET,
    /** Still open when the process ended. */
    ABORTED
  }

  /**
   * A task ended.
   *
   * @param count how many records the task made, start and end included; empty where unknown
   * @param children how many numbered children the task began, in this process or for others; empty
   *     where unknown
   * @param remote the numbers of those children that were handed to other processes
   */
  record ScopeEnded(
      Instant time,
      Source source,
      OptionalLong sourceNumber,
      EventKey key,
      Level level,
      String logger,
      String template,
      String message,
      Map<String, Object> fields,
      Outcome outcome,
      @Nullable Failure failure,
      OptionalLong count,
      OptionalLong children,
      List<Long> remote)
      implements Event {
    /** Copies the fields. */
    public ScopeEnded {
      requireNonNull(key, "key");
      requireNonNull(outcome, "outcome");
      fields = immutable(fields);
      remote = List.copyOf(remote);
    }
  }

  /** What an {@link ObjectChanged} says of its object's life. */
  enum ObjectKind {
    BORN,
    UPDATED,
    FINISHED,
    TRANSIENT,
    SNAPSHOT
  }

  /**
   * A live object changed.
   *
   * @param objectId which object
   * @param routingKey where it is routed, mostly the object's name; null where unknown
   * @param headers what travels beside it
   * @param kind what it says of the object's life
   * @param sequence its number among the object's changes; empty where the program does not count
   *     (Python's). A snapshot has the number of the change that it stands behind
   * @param set the new values; of a snapshot all values
   * @param removed the names that are gone
   * @param writes how many writes it stands for; 1 unless the object coalesces
   * @param level how serious what was said with it is
   * @param message what was said with it; null for nothing
   * @param elapsed how long the object lived, with its end; else null
   * @param ending why it ended, as {@link WireKey#WEFT_END} has it; null for a plain close, and for
   *     one that goes on
   */
  record ObjectChanged(
      Instant time,
      Source source,
      OptionalLong sourceNumber,
      @Nullable EventKey key,
      String objectId,
      @Nullable String routingKey,
      Map<String, Object> headers,
      ObjectKind kind,
      OptionalLong sequence,
      Map<String, Object> set,
      Set<String> removed,
      long writes,
      Level level,
      @Nullable String message,
      @Nullable Duration elapsed,
      @Nullable String ending)
      implements Event {
    /** Copies the values. */
    public ObjectChanged {
      requireNonNull(objectId, "objectId");
      requireNonNull(kind, "kind");
      requireNonNull(level, "level");
      headers = immutable(headers);
      set = immutable(set);
      removed = Set.copyOf(removed);
    }

    @Override
    public Map<String, Object> fields() {
      return set;
    }
  }

  /** A source announced itself. */
  record SourceStarted(
      Instant time, Source source, OptionalLong sourceNumber, Map<String, Object> fields)
      implements Event {
    /** Copies the fields. */
    public SourceStarted {
      fields = immutable(fields);
    }

    @Override
    public @Nullable EventKey key() {
      return null;
    }
  }

  /**
   * A source says what it could not send.
   *
   * @param lost the number of events lost since the last report
   * @param byReason the same number, by reason, such as {@code queue-full}
   * @param keys the keys lost inside tasks, where the source still knows them
   */
  record LossReported(
      Instant time,
      Source source,
      OptionalLong sourceNumber,
      long lost,
      Map<String, Long> byReason,
      List<EventKey> keys)
      implements Event {
    /** Copies the counts. */
    public LossReported {
      byReason = Map.copyOf(byReason);
      keys = List.copyOf(keys);
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public @Nullable EventKey key() {
      return null;
    }
  }

  /**
   * A well-formed object that is none of the other kinds; kept whole, so that nothing is lost by
   * not being understood.
   */
  record Opaque(Instant time, Source source, OptionalLong sourceNumber, Map<String, Object> fields)
      implements Event {
    /** Copies the fields. */
    public Opaque {
      fields = immutable(fields);
    }

    @Override
    public @Nullable EventKey key() {
      return null;
    }
  }

  // Map.copyOf refuses null values, which the wire has.
  private static Map<String, Object> immutable(Map<String, Object> fields) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
