package dev.weft.web.health;

import static java.util.Objects.requireNonNull;

import dev.weft.dispatch.FailureText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a check went. Immutable.
 *
 * @param check which one
 * @param result more about it, a JSON value; null for nothing more
 * @param failure why it failed; null when all is well
 * @param timing how long it took
 * @param age how long ago that was, where it was done in the background; null where it was done for
 *     whoever asked
 */
public record CheckResult(
    HealthCheck check,
    @Nullable Object result,
    @Nullable Throwable failure,
    Duration timing,
    @Nullable Duration age) {
  /** Checks for what has to be there. */
  public CheckResult {
    requireNonNull(check, "check");
    requireNonNull(timing, "timing");
  }

  static CheckResult success(HealthCheck check, @Nullable Object result, Duration timing) {
    return new CheckResult(check, result, null, timing, null);
  }

  static CheckResult failure(HealthCheck check, Throwable failure, Duration timing) {
    Object result = failure instanceof CheckFailure told ? told.result().orElse(null) : null;
    return new CheckResult(check, result, failure, timing, null);
  }

  CheckResult aged(Duration since) {
    return new CheckResult(check, result, failure, timing, since);
  }

  /** Whether all is well. */
  public boolean healthy() {
    return failure == null;
  }

  /**
   * The form of the endpoint's answer: {@code level}, {@code timing} in seconds and, where there
   * are such, {@code message}, {@code result}, {@code stacktrace}, {@code age} in seconds.
   *
   * @param trace whether a failure's stack trace is shown
   */
  public Map<String, Object> json(boolean trace) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("level", check.level());
    json.put("timing", seconds(timing));
    if (failure != null) {
      json.put("message", message(failure));
    }
    if (result != null) {
      json.put("result", result);
    }
    if (failure != null && trace) {
      json.put("stacktrace", new FailureText(UnaryOperator.identity()).trace(failure));
    }
    if (age != null) {
      json.put("age", seconds(age));
    }
    return json;
  }

  private static BigDecimal seconds(Duration duration) {
    // Up to six places it is written without an exponent.
    return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(duration.toNanos()), 6);
  }

  static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
