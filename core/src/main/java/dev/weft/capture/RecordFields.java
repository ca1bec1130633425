package dev.weft.capture;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A captured record: a map for the wire, and in a message what the record itself would print.
 * Filled by one thread, never changed after.
 */
final class RecordFields extends LinkedHashMap<String, @Nullable Object> {
  private static final long serialVersionUID = 1;

  private final String type;

  RecordFields(Class<?> type) {
    this.type = type.getSimpleName();
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(type).append('[');
    String separator = "";
    for (Map.Entry<String, @Nullable Object> field : entrySet()) {
      out.append(separator).append(field.getKey()).append('=').append(field.getValue());
      separator = ", ";
    }
    return out.append(']').toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
