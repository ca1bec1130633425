package dev.weft.event.codec;

import java.util.Arrays;

/**
 * Where the members of one object lie: for each the bounds of its name without quotes and those of
 * its value. Reused from record to record. Used by one thread.
 */
final class MemberIndex {
  private static final int INTS = 4;

  private int[] places = new int[INTS * 32];
  private int size;
  private boolean escapes;
  private int close;

  /**
   * Walks the object at {@code open}, nested {@code depth} deep; returns the offset behind it, or
   * {@link JsonScanner#FAILED}.
   */
  int fill(JsonScanner scanner, int open, int depth) {
    size = 0;
    escapes = false;
    int at = scanner.space(open + 1);
    while (!scanner.is(at, '}')) {
      int behindName = scanner.name(at);
      escapes |= scanner.escapes();
      int valueAt = scanner.colon(behindName);
      int behind = valueAt < 0 ? valueAt : scanner.value(valueAt, depth + 1);
      if (behind < 0) {
        return behind;
      }
      note(at + 1, behindName - 1, valueAt, behind);
      at = scanner.space(behind);
      if (scanner.is(at, ',')) {
        at = scanner.space(at + 1);
        if (scanner.is(at, '}')) {
          return scanner.fail("a name in quotes", at);
        }
      } else if (!scanner.is(at, '}')) {
        return scanner.fail("',' or '}'", at);
      }
    }
    close = at;
    return at + 1;
  }

  /** Adds a member that was written behind the others. */
  void add(byte[] bytes, int nameStart, int nameEnd, int valueStart, int valueEnd) {
    escapes |= JsonText.backslash(bytes, nameStart, nameEnd) >= 0;
    note(nameStart, nameEnd, valueStart, valueEnd);
  }

  private void note(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    int at = size++ * INTS;
    if (at == places.length) {
      places = Arrays.copyOf(places, at * 2);
    }
    places[at] = nameStart;
    places[at + 1] = nameEnd;
    places[at + 2] = valueStart;
    places[at + 3] = valueEnd;
  }

  int size() {
    return size;
  }

  int nameStart(int member) {
    return places[member * INTS];
  }

  int nameEnd(int member) {
    return places[member * INTS + 1];
  }

  int valueStart(int member) {
    return places[member * INTS + 2];
  }

  int valueEnd(int member) {
    return places[member * INTS + 3];
  }

  /** Where the closing brace is. */
  int close() {
    return close;
  }

  /** The last member of that name; -1 for none. */
  int last(byte[] bytes, byte[] name) {
    for (int member = size - 1; member >= 0; member--) {
      if (named(bytes, member, name)) {
        return member;
      }
    }
    return -1;
  }

  boolean named(byte[] bytes, int member, byte[] name) {
    int start = nameStart(member);
    int end = nameEnd(member);
    if (escapes) {
      return JsonText.equal(bytes, start, end, name);
    }
    return end - start == name.length && same(bytes, start, name);
  }

  // Names are short: a plain loop beats the set-up of the intrinsic.
  private static boolean same(byte[] bytes, int start, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      if (bytes[start + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** Forgets the member whose value begins there, if it is one of this object. */
  void forget(int valueStart) {
    for (int member = 0; member < size; member++) {
      if (valueStart(member) == valueStart) {
        int at = member * INTS;
        System.arraycopy(places, at + INTS, places, at, (size - member - 1) * INTS);
        size--;
        return;
      }
    }
  }

  /**
   * Follows a change of the bytes: what lay from {@code from} to {@code to} is {@code by} bytes
   * longer. An insertion has both the same, and what ends just there does not grow.
   */
  void shift(int from, int to, int by) {
    for (int i = 0; i < size * INTS; i++) {
      places[i] += places[i] >= to && places[i] > from ? by : 0;
    }
    close += close >= to ? by : 0;
  }

  /** Follows the whole record to another place. */
  void move(int by) {
    for (int i = 0; i < size * INTS; i++) {
      places[i] += by;
    }
    close += by;
  }
}
