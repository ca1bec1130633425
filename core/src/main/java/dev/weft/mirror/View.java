package dev.weft.mirror;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.collate.Completeness;
import dev.weft.event.collate.Hole;
import dev.weft.event.collate.ObjectEnd;
import dev.weft.event.collate.ObjectView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A remote object as it was known at one moment.
 *
 * <p>Immutable, usable from any thread. Times are by the clock of the object's own process.
 */
public final class View {
  private final ObjectView object;
  private final @Nullable RecordFactory<?> type;

  View(ObjectView object, @Nullable RecordFactory<?> type) {
    this.object = requireNonNull(object, "object");
    this.type = type;
  }

  /** Which object. */
  public String id() {
    return object.id();
  }

  /** Where it is routed, mostly its name; empty where no message said it. */
  public Optional<String> routingKey() {
    return Optional.ofNullable(object.routingKey());
  }

  /** What travels beside its messages. */
  public Map<String, Object> headers() {
    return object.headers();
  }

  /** The process that has it. */
  public Source source() {
    return object.source();
  }

  /** How far the state can be believed. */
  public Completeness completeness() {
    return object.completeness();
  }

  /** Its values; what was set to null is there with null, what was removed is not. */
  public Map<String, Object> asMap() {
    return object.state();
  }

  /**
   * Its values as a record, by the names of the record's components. What is missing or null is
   * null, 0 or false, and an empty {@link Optional} where the component is one; values that no
   * component has are left out. Numbers become the component's kind of number, as long as they fit;
   * texts become enumerated values, times, UUIDs and URIs where the component is one; maps and
   * lists become records, maps, lists, sets.
   *
   * @throws ViewException when a value does not fit its component, naming both; or when the record
   *     refuses it
   */
  public <R extends Record> R as(Class<R> record) {
    return RecordFactory.of(record).make(object.state(), id());
  }

  /**
   * Its values as the record that the mirror was told to use for its routing key; empty where there
   * is none.
   *
   * @throws ViewException as {@link #as}
   */
  public Optional<Record> typed() {
    return type == null ? Optional.empty() : Optional.of(type.make(object.state(), id()));
  }

  /** The number of its latest known change; empty where its program does not count. */
  public OptionalLong sequence() {
    return object.sequence();
  }

  /** Which of its changes never came. */
  public List<Hole> missing() {
    return object.missing();
  }

  /** Whether its process has not been heard for three heartbeats. */
  public boolean silent() {
    return object.silent();
  }

  /** When it was born; empty where that was not seen. */
  public Optional<Instant> born() {
    return Optional.ofNullable(object.born());
  }

  /** When it made the first change that was seen. */
  public Instant first() {
    return object.first();
  }

  /** When it made its latest known change. */
  public Instant last() {
    return object.last();
  }

  /** What was said with it last. */
  public Optional<String> message() {
    return Optional.ofNullable(object.message());
  }

  /** How serious that was. */
  public Level level() {
    return object.level();
  }

  /** How it ended; empty while it lives. */
  public Optional<ObjectEnd> end() {
    return Optional.ofNullable(object.end());
  }

  /** How many writes its changes stand for, as far as they came. */
  public long writes() {
    return object.writes();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof View view && object.equals(view.object);
  }

  @Override
  public int hashCode() {
    return object.hashCode();
  }

  @Override
  public String toString() {
    return routingKey().orElse("?") + ' ' + id() + ' ' + completeness() + ' ' + asMap();
  }
}
