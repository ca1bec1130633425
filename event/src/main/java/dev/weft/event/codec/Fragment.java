package dev.weft.event.codec;

/**
 * A piece of JSON that stands in many records, made once. Never changed; used by the thread that
 * writes.
 */
public final class Fragment {
  final byte[] json;

  Fragment(JsonWriter written) {
    json = written.toBytes();
  }

  /** How many bytes. */
  public int length() {
    return json.length;
  }
}
