package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query can ask about the task around an event.
 *
 * @param name what it was called when it began; null when its begin was not received
 * @param status one of {@code succeeded failed cancelled unset aborted running lost}; running when
 *     no end was received, lost when moreover a task around it has ended
 * @param duration from begin to end by its own clock; of a running task from begin until now; null
 *     when it cannot be known
 */
public record TaskFacts(@Nullable String name, String status, @Nullable Duration duration) {
  /** The statuses that there are. */
  public static final List<String> STATUSES =
      List.of("succeeded", "failed", "cancelled", "unset", "aborted", "running", "lost");

  /** Checks that the status is there. */
  public TaskFacts {
    requireNonNull(status, "status");
  }
}
