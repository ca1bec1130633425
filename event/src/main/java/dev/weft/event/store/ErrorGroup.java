package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Errors that are held to be the same fault.
 *
 * @param fingerprint names the group, 16 hex digits; the same for the same fault in every store
 * @param title the outermost exception's class, or the logger
 * @param message of the newest one
 * @param place the innermost frame of the program's own code, or null
 * @param reasons why they are one group, each a short sentence fragment such as {@code class chain
 *     a.B > c.D}, {@code frames x.Y.z, …} or {@code template "…"}
 * @param count how many
 * @param trees in how many trees
 * @param first the earliest
 * @param last the newest
 * @param hosts how many on which host
 * @param spark counts over the selection's time, in equal parts, 24 of them
 * @param newest newest first, up to five
 */
public record ErrorGroup(
    String fingerprint,
    String title,
    String message,
    @Nullable String place,
    List<String> reasons,
    long count,
    long trees,
    Cursor first,
    Cursor last,
    Map<String, Long> hosts,
    List<Long> spark,
    List<EventId> newest) {
  /** Copies the collections. */
  public ErrorGroup {
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(title, "title");
    requireNonNull(message, "message");
    reasons = List.copyOf(reasons);
    hosts = Map.copyOf(hosts);
    spark = List.copyOf(spark);
    newest = List.copyOf(newest);
  }
}
