package dev.weft.event.codec;

/**
 * A piece of JSON that stands in many records, made once: writing it is a copy, and where lines are
 * folded, no more than naming it.
 *
 * <p>Used by the one thread that writes, into one writer.
 */
public final class Fragment {
  final byte[] json;
  // Under which number Folding wrote it, and in which text.
  int number;
  long text = -1;

  Fragment(JsonWriter written) {
    json = written.toBytes();
  }

  /** How many bytes. */
  public int length() {
    return json.length;
  }
}
