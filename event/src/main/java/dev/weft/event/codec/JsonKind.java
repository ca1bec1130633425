package dev.weft.event.codec;

/** What a JSON value is, known from its first byte. */
public enum JsonKind {
  TEXT,
  /** Also the bare {@code NaN} and {@code Infinity} of Python. */
  NUMBER,
  BOOLEAN,
  NULL,
  OBJECT,
  ARRAY;

  static JsonKind at(byte first) {
    return switch (first) {
      case '"' -> TEXT;
      case '{' -> OBJECT;
      case '[' -> ARRAY;
      case 't', 'f' -> BOOLEAN;
      case 'n' -> NULL;
      default -> NUMBER;
    };
  }
}
