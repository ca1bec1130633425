package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A live object of which a change matched.
 *
 * @param id which
 * @param name its routing key, or null
 * @param first its earliest change in this store
 * @param last its latest
 * @param changes how many changes of it are in this store
 * @param finished whether its end was seen
 */
public record ObjectSummary(
    String id, @Nullable String name, Cursor first, Cursor last, long changes, boolean finished) {
  /** Checks that all are there. */
  public ObjectSummary {
    requireNonNull(id, "id");
    requireNonNull(first, "first");
    requireNonNull(last, "last");
  }
}
