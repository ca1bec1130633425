package dev.weft.event.codec;

/** Bytes that are not a pickle Weft can read: says what was expected, what came, and where. */
public final class PickleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PickleException(String message) {
    super(message);
  }
}
