package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field by the name that a query has for it, as something to read: columns, facets and stages
 * show what the query language compares.
 *
 * <p>Immutable, usable from any thread.
 */
public final class EventField {
  private static final double EXACT_INTEGERS = 9.007199254740992E15;

  private final String name;
  private final Reader reader;
  private final boolean alone;

  private EventField(String name, Reader reader, boolean alone) {
    this.name = name;
    this.reader = reader;
    this.alone = alone;
  }

  /**
   * The field of that name: a built-in one, or an event's own, with {@code f.} and {@code obj.} as
   * in a query.
   *
   * @throws IllegalArgumentException when the name is empty or has more than 30 parts
   */
  public static EventField named(String name) {
    BuiltInField builtIn = BuiltInField.named(requireNonNull(name, "name"));
    if (builtIn != null) {
      return new EventField(name, builtIn.reader(), !builtIn.ofTask());
    }
    Place place = BuiltInField.own(name);
    return new EventField(name, (event, around) -> place.value(event), true);
  }

  /** The names of the built-in fields. */
  public static List<String> builtIn() {
    return BuiltInField.names();
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** Whether an event alone holds it: {@link Surroundings#NONE} will do. */
  public boolean alone() {
    return alone;
  }

  /**
   * Its value: a text, {@link Long}, {@link Double}, {@link Boolean}, a list or map as {@link
   * dev.weft.event.codec.JsonReader} reads it; durations in seconds as {@link Double}, times in
   * microseconds since 1970 as {@link Long}, levels by lower case name, of an exception its class,
   * of what is an object's change and a line the type {@code change}; null when it has none.
   */
  public @Nullable Object value(RawEvent event, Surroundings around) {
    return reader.read(event, around);
  }

  /**
   * Its values as a query holds them against a term, to count and to group by: texts, {@link Long}
   * and {@link Double}. A list gives one for each of its items that is not null, true and false are
   * texts, whole numbers are {@link Long}, an object is its JSON.
   */
  public List<Object> values(RawEvent event, Surroundings around) {
    return values(value(event, around));
  }

  /**
   * Its values in every event of a task of which that is known, without looking at the event.
   *
   * @throws IllegalStateException when it is not of the task around an event: when it is {@link
   *     #alone}
   */
  public List<Object> values(TaskFacts around) {
    BuiltInField builtIn = BuiltInField.named(name);
    if (builtIn == null) {
      throw new IllegalStateException(name + " is not of the task around an event");
    }
    return values(builtIn.value(around));
  }

  private static List<Object> values(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Collection<?> items)) {
      return List.of(cell(value));
    }
    List<Object> cells = new ArrayList<>(items.size());
    for (Object item : items) {
      if (item != null) {
        cells.add(cell(item));
      }
    }
    return cells;
  }

  /** A value as a table shows it: a text, {@link Long} or {@link Double}. */
  static Object cell(Object value) {
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS
          ? (Object) number.longValue()
          : number;
    }
    if (value instanceof Map || value instanceof Collection) {
      return new JsonWriter().value(value).toString();
    }
    return value instanceof Long ? value : String.valueOf(value);
  }

  @Override
  public String toString() {
    return name;
  }
}
