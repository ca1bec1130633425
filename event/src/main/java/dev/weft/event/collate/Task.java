package dev.weft.event.collate;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.ScopeId;
import dev.weft.event.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task with all that was received of it and below it.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param id the task's id
 * @param source who ran it; null when nothing of the task itself was received
 * @param begin its record number 0; null when it was not received
 * @param end the record that says how it ended; null when none was received
 * @param status how it stands
 * @param inferred whether {@code end} or {@code status} was concluded, not said: older Python
 *     clients mark no ends
 * @param items what happened between, in order
 * @param link the place in another tree from which this root was begun; null for none
 * @param repeated whether several tasks have this id: it was imported more than once
 * @param totals of the task and all below it
 */
public record Task(
    ScopeId id,
    @Nullable Source source,
    @Nullable Event begin,
    @Nullable Event end,
    Status status,
    boolean inferred,
    List<Item> items,
    @Nullable EventKey link,
    boolean repeated,
    Totals totals) {
  /** Copies the items. */
  public Task {
    requireNonNull(id, "id");
    requireNonNull(status, "status");
    items = List.copyOf(items);
    requireNonNull(totals, "totals");
  }

  /**
   * Numbers of a task and all below it.
   *
   * @param events records received
   * @param tasks tasks of which anything is known, this one included
   * @param holes records and children that are known to be missing
   * @param failures tasks that failed or were aborted
   * @param first the earliest time of any record; null when there is none
   */
  public record Totals(
      long events, long tasks, long holes, long failures, @Nullable Instant first) {}

  /** What the task was called when it began; empty when its begin was not received. */
  public Optional<String> name() {
    return Optional.ofNullable(begin).map(Texts::message);
  }

  /** The name before arguments were filled in, by which alike tasks are known. */
  public Optional<String> template() {
    return Optional.ofNullable(begin).map(Texts::template);
  }

  /** How long it took by its own clock; empty without begin or end, or when the clock was set. */
  public Optional<Duration> duration() {
    if (begin == null || end == null) {
      return Optional.empty();
    }
    Duration duration = Duration.between(begin.time(), end.time());
    return duration.isNegative() ? Optional.empty() : Optional.of(duration);
  }

  /** Whether all that the task itself should hold was received. */
  public boolean complete() {
    return (begin != null || status == Status.FOREIGN)
        && items.stream().noneMatch(i -> i instanceof Item.Gap || i instanceof Item.Unseen);
  }
}
