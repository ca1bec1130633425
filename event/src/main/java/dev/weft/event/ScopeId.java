package dev.weft.event;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of a task in its tree: the root's identity, then one segment a level, as {@code
 * e252a11f-…/1/3}. The segments of children are numbers from 1; a foreign root may be any text
 * without a slash, and a segment may be a UUID (older Python clients nest whole tasks) or sixteen
 * hex digits (a task that began from a W3C trace context).
 *
 * <p>Immutable, usable from any thread. The textual form is distlog's task id.
 *
 * @param value the whole id; never empty
 */
public record ScopeId(String value) implements Comparable<ScopeId> {
  private static final int SPAN_DIGITS = 16;

  /** Rejects the empty text; nothing else is refused, since an id may come from any program. */
  public ScopeId {
    requireNonNull(value, "value");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a task id must not be empty");
    }
  }

  /** The id of child {@code number}, counted from 1, of this task. */
  public ScopeId child(long number) {
    return new ScopeId(value + '/' + number);
  }

  /** The id of a child named by a segment of its own, such as sixteen hex digits. */
  public ScopeId child(String segment) {
    return new ScopeId(value + '/' + segment);
  }

  /** The first segment: what all tasks of one tree share. */
  public String root() {
    int slash = value.indexOf('/');
    return slash < 0 ? value : value.substring(0, slash);
  }

  /** What follows the last slash; the whole id for a root. */
  public String lastSegment() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The task that this one is a child of; empty for a root. */
  public Optional<ScopeId> parent() {
    int slash = value.lastIndexOf('/');
    return slash <= 0 ? Optional.empty() : Optional.of(new ScopeId(value.substring(0, slash)));
  }

  /** Whether this task is a root. */
  public boolean isRoot() {
    return value.indexOf('/') <= 0;
  }

  /** The number of segments below the root: 0 for a root. */
  public int depth() {
    int depth = 0;
    for (int at = value.indexOf('/'); at >= 0; at = value.indexOf('/', at + 1)) {
      depth++;
    }
    return depth;
  }

  /** Whether a segment is a span's: sixteen hex digits, where Weft numbers its own children. */
  public static boolean isSpan(String segment) {
    return segment.length() == SPAN_DIGITS
        && segment.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /**
   * Whether this task is where a trace of another system enters programs that Weft hears: all below
   * the root, this task included, is named as spans are.
   */
  public boolean isEntry() {
    return !isRoot()
        && Arrays.stream(value.substring(value.indexOf('/') + 1).split("/", -1))
            .allMatch(ScopeId::isSpan);
  }

  /** Whether this task is {@code other} or lies below it. */
  public boolean isWithin(ScopeId other) {
    return value.startsWith(other.value)
        && (value.length() == other.value.length() || value.charAt(other.value.length()) == '/');
  }

  /**
   * Orders by segments, numbers as numbers, so that {@code root/2} comes before {@code root/10}.
   */
  @Override
  public int compareTo(ScopeId other) {
    String mine = value;
    String theirs = other.value;
    if (mine.equals(theirs)) {
      return 0;
    }
    int left = 0;
    int right = 0;
    while (left <= mine.length() && right <= theirs.length()) {
      int leftEnd = segmentEnd(mine, left);
      int rightEnd = segmentEnd(theirs, right);
      int order = compareSegments(mine, left, leftEnd, theirs, right, rightEnd);
      if (order != 0) {
        return order;
      }
      left = leftEnd + 1;
      right = rightEnd + 1;
    }
    if (left <= mine.length()) {
      return 1;
    }
    return right <= theirs.length() ? -1 : mine.compareTo(theirs);
  }

  private static int segmentEnd(String id, int from) {
    int slash = id.indexOf('/', from);
    return slash < 0 ? id.length() : slash;
  }

  // In place, since stores sort by it.
  private static int compareSegments(
      String mine, int left, int leftEnd, String theirs, int right, int rightEnd) {
    boolean leftNumber = isNumber(mine, left, leftEnd);
    boolean rightNumber = isNumber(theirs, right, rightEnd);
    if (leftNumber != rightNumber) {
      return leftNumber ? -1 : 1;
    }
    if (leftNumber) {
      return Long.compare(
          Long.parseLong(mine, left, leftEnd, 10), Long.parseLong(theirs, right, rightEnd, 10));
    }
    int common = Math.min(leftEnd - left, rightEnd - right);
    for (int i = 0; i < common; i++) {
      int order = Character.compare(mine.charAt(left + i), theirs.charAt(right + i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(leftEnd - left, rightEnd - right);
  }

  private static boolean isNumber(String id, int from, int to) {
    if (from == to || to - from > 18) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  // Written out, since those that the compiler links at first use cost a command's start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ScopeId id && value.equals(id.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
