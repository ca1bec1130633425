package dev.weft.record;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a task, in the order in which they were given: those it started with, then those
 * bound later. Their values were captured (see {@code dev.weft.capture}) when they were given.
 *
 * <p>Immutable: a bound field makes a new one, so that a queued record keeps the fields of its own
 * moment. Usable from any thread.
 */
public final class Bindings {
  /** No fields. */
  public static final Bindings NONE = new Bindings(new Object[0]);

  // Names and values alternate: one array instead of two, since every open task holds one of these.
  private final @Nullable Object[] pairs;

  private Bindings(@Nullable Object[] pairs) {
    this.pairs = pairs;
  }

  /** Takes over the alternating names and values; the caller gives the array away. */
  public static Bindings ofPairs(@Nullable Object[] namesAndValues) {
    return namesAndValues.length == 0 ? NONE : new Bindings(namesAndValues);
  }

  /** These fields with one more, or with another value for a name that is there. */
  public Bindings with(String name, @Nullable Object value) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (name.equals(pairs[i])) {
        @Nullable Object[] replaced = pairs.clone();
        replaced[i + 1] = value;
        return new Bindings(replaced);
      }
    }
    @Nullable Object[] longer = Arrays.copyOf(pairs, pairs.length + 2);
    longer[pairs.length] = name;
    longer[pairs.length + 1] = value;
    return new Bindings(longer);
  }

  /** How many fields. */
  public int size() {
    return pairs.length / 2;
  }

  /** The name of field {@code index}. */
  public String name(int index) {
    return (String) requireNonNull(pairs[2 * index]);
  }

  /** The value of field {@code index}. */
  public @Nullable Object value(int index) {
    return pairs[2 * index + 1];
  }

  /** Names and values in turn, for a person. */
  @Override
  public String toString() {
    return List.copyOf(Arrays.asList(Arrays.stream(pairs).map(String::valueOf).toArray()))
        .toString();
  }
}
