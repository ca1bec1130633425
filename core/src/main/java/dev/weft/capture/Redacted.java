package dev.weft.capture;

/**
 * Marks a type whose values no event ever shows: each is captured as {@code ***}, wherever it
 * stands. {@code dev.weft.Secret} is one; an application's own types may be too.
 */
public interface Redacted {
  /** What is shown instead, so that it can be seen that there was a value. */
  String MASK = "***";
}
