package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.query.TaskFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree of which an event matched.
 *
 * @param root the first segment of its tasks' ids
 * @param facts of the root task, as far as known; null when nothing of it was received
 * @param entry where {@code facts} is null and another system began the trace: the facts of the
 *     {@linkplain ScopeId#isEntry() entry} that its earliest event is of; else null
 * @param first its earliest event in this store
 * @param last its latest
 * @param events how many events it has in this store, matching or not
 * @param matched how many of them match
 * @param worst the highest level of any
 * @param hosts where it ran, by name
 */
public record TreeSummary(
    String root,
    @Nullable TaskFacts facts,
    @Nullable TaskFacts entry,
    Cursor first,
    Cursor last,
    long events,
    long matched,
    Level worst,
    List<String> hosts) {
  /** Copies the hosts. */
  public TreeSummary {
    requireNonNull(root, "root");
    requireNonNull(first, "first");
    requireNonNull(last, "last");
    requireNonNull(worst, "worst");
    hosts = List.copyOf(hosts);
  }
}
