package dev.weft.event.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a value stands in a record: names separated by dots, as {@code context.user}. A name that
 * itself holds a dot is found too: at each level the longest name wins. Made once, when a filter or
 * query is made, and used for every record.
 *
 * <p>Immutable, usable from any thread.
 */
public final class FieldPath {
  private final String text;
  private final List<String> names;
  private final byte[][] utf8;

  private FieldPath(String text) {
    this.text = text;
    this.names = List.of(text.split("\\.", -1));
    this.utf8 = names.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  /** The path of that text. */
  public static FieldPath of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a field path must not be empty");
    }
    return new FieldPath(text);
  }

  /** The names, outermost first. */
  public List<String> names() {
    return names;
  }

  byte[] utf8(int index) {
    return utf8[index];
  }

  @Override
  public String toString() {
    return text;
  }
}
