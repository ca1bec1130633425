package dev.weft.web.health;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.ConfigurationException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be well. Immutable.
 *
 * @param name stands in the answer and in metrics; none twice
 * @param level 1 for what is asked all the time, more for what is dear or not vital; the default of
 *     the endpoint's {@code max_level} is 1
 * @param limit how long it may take; null for the engine's own, see {@link
 *     HealthChecks.Builder#limit}
 * @param body what it does
 */
public record HealthCheck(String name, int level, @Nullable Duration limit, Body body) {
  /** The work of a check. Called by threads of the engine, never twice at once. */
  @FunctionalInterface
  public interface Body {
    /**
     * Looks whether all is well.
     *
     * @return more about it, a JSON value that the answer shows; null for nothing
     * @throws CheckFailure when something is not, with more about it
     * @throws Exception when something is not; the message is shown
     * @throws InterruptedException when it took too long and was stopped
     */
    @Nullable Object check() throws Exception;
  }

  /** Checks the values. */
  public HealthCheck {
    requireNonNull(body, "body");
    if (name.isBlank()) {
      throw new ConfigurationException("name", "a health check needs a name; give it one");
    }
    if (limit != null && (limit.isNegative() || limit.isZero())) {
      throw new ConfigurationException(
          "limit",
          "the limit of the health check " + name + " has to be longer than 0, got " + limit);
    }
  }

  /** A check with the engine's limit. */
  public static HealthCheck of(String name, int level, Body body) {
    return new HealthCheck(name, level, null, body);
  }

  /** The same under another name. */
  public HealthCheck named(String other) {
    return new HealthCheck(other, level, limit, body);
  }

  /** The same at another level. */
  public HealthCheck level(int other) {
    return new HealthCheck(name, other, limit, body);
  }

  /** The same with a limit of its own. */
  public HealthCheck limit(Duration other) {
    return new HealthCheck(name, level, requireNonNull(other, "other"), body);
  }
}
