package dev.weft.event.codec;

/**
 * A piece of JSON that stands in many records, made once: writing it is a copy, and where the
 * writer notes its {@link Repeats} it remembers where the piece was written last.
 *
 * <p>Used by the one thread that writes, into one writer.
 */
public final class Fragment {
  final byte[] json;
  // Where Repeats saw it last, and in which text.
  int lastAt;
  long lastText = -1;

  Fragment(JsonWriter written) {
    json = written.toBytes();
  }

  /** How many bytes. */
  public int length() {
    return json.length;
  }
}
