package dev.weft;

import static java.util.Objects.requireNonNull;

import dev.weft.capture.Redacted;

/**
 * A value that no event shows: as a field, as an argument, inside a list or a record it is {@code
 * ***}, and so it is for everybody else who prints it.
 *
 * <p>Immutable if the value is; usable from any thread.
 */
public final class Secret<T> implements Redacted {
  private final T value;

  private Secret(T value) {
    this.value = value;
  }

  /** Wraps the value. */
  public static <T> Secret<T> of(T value) {
    return new Secret<>(requireNonNull(value, "value"));
  }

  /** The value itself, for the one who needs it. */
  public T reveal() {
    return value;
  }

  /** The mask. */
  @Override
  public String toString() {
    return MASK;
  }
}
