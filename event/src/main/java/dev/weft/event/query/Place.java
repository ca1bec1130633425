package dev.weft.event.query;

import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a field may stand in a record: the first place that holds a value counts.
 *
 * <p>Immutable, usable from any thread.
 */
final class Place {
  private final FieldPath[] paths;

  private Place(FieldPath[] paths) {
    this.paths = paths;
  }

  static Place of(String... paths) {
    return new Place(Arrays.stream(paths).map(FieldPath::of).toArray(FieldPath[]::new));
  }

  /** Finds the value, for {@link RawEvent#kind} and its like to tell of. */
  boolean find(RawEvent event) {
    return path(event) != null;
  }

  private @Nullable FieldPath path(RawEvent event) {
    for (FieldPath path : paths) {
      if (event.find(path) && event.kind() != JsonKind.NULL) {
        return path;
      }
    }
    return null;
  }

  /** The number there; NaN for all else. */
  double number(RawEvent event) {
    FieldPath path = path(event);
    return path == null ? Double.NaN : event.number(path);
  }

  /** The scalar there as text; null for all else. */
  @Nullable String text(RawEvent event) {
    return find(event) ? event.foundText() : null;
  }

  /** The scalar there as text, or its beginning; the JSON of all else. Null where there is none. */
  @Nullable String beginning(RawEvent event, int mostBytes) {
    return find(event) ? event.foundBeginning(mostBytes) : null;
  }

  /** The value there as {@link dev.weft.event.codec.JsonReader} reads it; null for none. */
  @Nullable Object value(RawEvent event) {
    return find(event) ? event.foundValue() : null;
  }

  /** Whether the scalar there, or a scalar in the array there, is like that. */
  boolean anyText(RawEvent event, Predicate<String> like) {
    if (!find(event)) {
      return false;
    }
    if (event.kind() == JsonKind.ARRAY && event.foundValue() instanceof List<?> list) {
      return list.stream().anyMatch(item -> item != null && like.test(String.valueOf(item)));
    }
    String text = event.foundText();
    return text != null && like.test(text);
  }
}
