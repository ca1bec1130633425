package dev.weft.web.health;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says that a check failed, with more about it for the answer's {@code result}. */
public final class CheckFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Object result;

  /**
   * With that message.
   *
   * @param result a JSON value; null for nothing more
   */
  public CheckFailure(String message, @Nullable Object result) {
    super(requireNonNull(message, "message"));
    this.result = result;
  }

  /** More about it, a JSON value. */
  public Optional<Object> result() {
    return Optional.ofNullable(result);
  }
}
