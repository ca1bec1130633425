package dev.weft.event.codec;

/** Bytes that are not the JSON expected: says what was expected, what came, and at which byte. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /** Makes one for the byte at {@code offset} from the start of the document. */
  public JsonException(String message, int offset) {
    super(message + " at byte " + offset);
    this.offset = offset;
  }

  /** The byte, counted from the start of the document. */
  public int offset() {
    return offset;
  }
}
