package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonSteps;
import dev.weft.event.codec.JsonWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code -k}: makes of a message the object of the asked keys in the order asked, each with its
 * first value in the message, or with all for {@code *key}. One value stands alone, several and
 * none in an array.
 *
 * <h2>Which is the first</h2>
 *
 * The shallowest, and of those at one depth the first in the text. Each match has a rank: how deep
 * its object lies, so that the lowest rank is what a breadth-first search would come upon first. As
 * lcmon does it, an object's own keys come before those of the objects in it, and these one after
 * the other; there the rank is the number of the object in the order of their braces. Either way
 * one walk from front to back finds all, also the matches inside of matches, and sorting by rank,
 * then place, gives the order.
 *
 * <p>Used by one thread.
 */
final class KeyPicker {
  private final Asked[] asked;
  private final boolean depthFirst;
  private final boolean alwaysList;
  private final Bytes out = new Bytes();
  private final Span result = new Span();
  private byte[] bytes = {};
  private int braces;

  /**
   * Picks those keys.
   *
   * @param depthFirst whether objects inside a value come before that value's neighbours
   * @param alwaysList whether a single value stands in an array too
   * @throws IllegalArgumentException when a key is only stars
   */
  KeyPicker(List<String> keys, boolean depthFirst, boolean alwaysList) {
    Map<String, Asked> byName = new LinkedHashMap<>();
    for (String key : keys) {
      String name = key.replaceFirst("^\\*+", "");
      if (name.isEmpty() && !key.isEmpty()) {
        throw new IllegalArgumentException(
            "-k " + key + ": no key behind the star; write one such as '*elapsed'");
      }
      byName.put(name, new Asked(name, key.startsWith("*")));
    }
    this.asked = byName.values().toArray(Asked[]::new);
    this.depthFirst = depthFirst;
    this.alwaysList = alwaysList;
  }

  /** The object of the asked keys; valid until the next call. */
  Span pick(Span value) {
    bytes = value.bytes;
    braces = 0;
    for (Asked key : asked) {
      key.reset();
    }
    walk(value.start, 0);
    out.reset().add('{');
    for (int i = 0; i < asked.length; i++) {
      if (i > 0) {
        out.add(',');
      }
      out.add(asked[i].encoded);
      asked[i].write(bytes, alwaysList, out);
    }
    return result.over(out.add('}'));
  }

  private int walk(int at, int depth) {
    return switch (bytes[at]) {
      case '{' -> object(at, depth);
      case '[' -> array(at, depth);
      default -> JsonSteps.value(bytes, at);
    };
  }

  private int object(int open, int depth) {
    int rank = depthFirst ? braces++ : depth;
    int at = JsonSteps.inside(bytes, open);
    while (bytes[at] != '}') {
      int nameEnd = JsonSteps.text(bytes, at);
      int valueAt = JsonSteps.colon(bytes, nameEnd);
      int valueEnd = walk(valueAt, depth + 1);
      for (Asked key : asked) {
        if (JsonSteps.textIs(bytes, at, nameEnd, key.name)) {
          key.note(open, rank, valueAt);
        }
      }
      at = JsonSteps.next(bytes, valueEnd);
    }
    return at + 1;
  }

  private int array(int open, int depth) {
    int at = JsonSteps.inside(bytes, open);
    while (bytes[at] != ']') {
      at = JsonSteps.next(bytes, walk(at, depth + 1));
    }
    return at + 1;
  }

  /** A key, and where its values were found. */
  private static final class Asked {
    private final byte[] name;
    private final byte[] encoded;
    private final boolean all;
    // For each match its rank and its value's place, for sorting; and its object's brace.
    private long[] places = new long[8];
    private int[] objects = new int[8];
    private int count;

    Asked(String name, boolean all) {
      this.name = name.getBytes(UTF_8);
      this.encoded = JsonWriter.encodedName(name);
      this.all = all;
    }

    void reset() {
      count = 0;
    }

    void note(int open, int rank, int valueAt) {
      if (!all && count == 1 && (places[0] >>> 32) <= rank && objects[0] != open) {
        return;
      }
      int at = all ? placeIn(open) : 0;
      if (at == places.length) {
        places = Arrays.copyOf(places, at * 2);
        objects = Arrays.copyOf(objects, at * 2);
      }
      places[at] = (long) rank << 32 | valueAt;
      objects[at] = open;
      count = Math.max(count, at + 1);
    }

    // A name that comes twice in an object has its last value.
    private int placeIn(int open) {
      for (int i = count - 1; i >= 0 && (int) places[i] > open; i--) {
        if (objects[i] == open) {
          return i;
        }
      }
      return count;
    }

    void write(byte[] bytes, boolean alwaysList, Bytes out) {
      boolean list = count != 1 || alwaysList;
      if (list) {
        out.add('[');
      }
      Arrays.sort(places, 0, count);
      for (int i = 0; i < count; i++) {
        if (i > 0) {
          out.add(',');
        }
        int start = (int) places[i];
        out.add(bytes, start, JsonSteps.value(bytes, start));
      }
      if (list) {
        out.add(']');
      }
    }
  }
}
