package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * Where a value stands in a record: names separated by dots, as {@code context.user}. A name that
 * itself holds a dot is found too: at each level the longest name wins. A name that is {@code *}
 * stands for any one name, as in {@code *.token} and {@code context.*}. Made once, when a filter or
 * query is made, and used for every record.
 *
 * <p>Immutable, usable from any thread.
 */
public final class FieldPath {
  private static final int MOST_NAMES = 32;

  private final String text;
  private final List<String> names;
  private final boolean wild;
  private final byte[][][] joined;

  private FieldPath(String text) {
    this.text = text;
    this.names = List.of(text.split("\\.", -1));
    if (names.size() > MOST_NAMES) {
      throw new IllegalArgumentException(
          "a field path of " + names.size() + " names, more than " + MOST_NAMES + ": " + text);
    }
    this.wild = names.contains("*");
    this.joined = joinAll();
  }

  private byte[][][] joinAll() {
    byte[][][] all = new byte[names.size()][][];
    for (int from = 0; from < names.size(); from++) {
      all[from] = new byte[names.size() - from][];
      for (int to = from + 1; to <= names.size(); to++) {
        all[from][to - from - 1] = joinedName(from, to).getBytes(UTF_8);
      }
    }
    return all;
  }

  /**
   * The path of that text.
   *
   * @throws IllegalArgumentException when the text is empty or has more than 32 names
   */
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

  /** Whether a name is {@code *}, so that the path may stand for several values. */
  public boolean wild() {
    return wild;
  }

  boolean wild(int index) {
    return wild && names.get(index).equals("*");
  }

  int size() {
    return names.size();
  }

  /** The one name that the names from {@code from} to before {@code to} make with their dots. */
  String joinedName(int from, int to) {
    return String.join(".", names.subList(from, to));
  }

  byte[] joined(int from, int to) {
    return joined[from][to - from - 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldPath path && text.equals(path.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
