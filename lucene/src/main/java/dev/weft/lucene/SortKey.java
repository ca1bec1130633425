package dev.weft.lucene;

import dev.weft.event.store.EventId;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/**
 * An event's identity as bytes that sort as {@link EventId#compareTo} does, and that tell the
 * identity again. So one column of an index orders events of one time, finds them, and tells
 * repetitions.
 *
 * <h2>The form</h2>
 *
 * Each segment of the place: a number as a tag that counts its bytes and those bytes; anything else
 * as a tag and its UTF-16 code units, each in one to three bytes that grow with it. Then the end of
 * the place, where needed the place as it was written, and the event's number as its length and
 * bytes.
 *
 * <p>Functions only, usable from any thread.
 */
final class SortKey {
  static final int END_OF_PLACE_AS_WRITTEN = 1;
  static final int END_OF_PLACE = 2;
  private static final int NUMBER = 0x10;
  private static final int TEXT = 0x20;
  private static final int LONGEST_NUMBER = 18;
  // Of a number's tag, what says how many bytes follow.
  private static final int COUNT = 0xF;

  private SortKey() {}

  /** The bytes of that identity. */
  static BytesRef of(EventId id) {
    Bytes out = whole(id.place());
    number(0, id.number(), out);
    return out.ref();
  }

  /** What the identities in that place, and none of those below it, begin with. */
  static BytesRef in(String place) {
    return whole(place).ref();
  }

  private static Bytes whole(String place) {
    Bytes out = new Bytes(place.length() + 16);
    boolean asWritten = place(place, out);
    if (asWritten) {
      out.put(END_OF_PLACE_AS_WRITTEN);
      text(place, 0, place.length(), out);
    } else {
      out.put(END_OF_PLACE);
    }
    return out;
  }

  /** What all identities of tasks in that place and below it begin with. */
  static BytesRef prefix(String place) {
    Bytes out = new Bytes(place.length() + 16);
    place(place, out);
    return out.ref();
  }

  private static boolean place(String place, Bytes out) {
    boolean asWritten = false;
    int from = 0;
    while (from <= place.length()) {
      int slash = place.indexOf('/', from);
      int to = slash < 0 ? place.length() : slash;
      if (isNumber(place, from, to)) {
        // Numbers that are written differently are equal for the order, until the place's end.
        asWritten |= place.charAt(from) == '0';
        number(NUMBER, Long.parseLong(place, from, to, 10), out);
      } else {
        out.put(TEXT);
        text(place, from, to, out);
      }
      from = to + 1;
    }
    return asWritten;
  }

  private static boolean isNumber(String place, int from, int to) {
    if (from == to || to - from > LONGEST_NUMBER) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (place.charAt(i) < '0' || place.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static void number(int tag, long number, Bytes out) {
    int count = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
    out.put(tag + count);
    for (int i = count - 1; i >= 0; i--) {
      out.put((int) (number >>> (8 * i)));
    }
  }

  // 0 ends it, so that every unit is one more; longer forms begin with greater bytes.
  private static void text(String place, int from, int to, Bytes out) {
    for (int i = from; i < to; i++) {
      int unit = place.charAt(i) + 1;
      if (unit < 0x80) {
        out.put(unit);
      } else if (unit < 0x4000) {
        out.put(0x80 | (unit >> 8));
        out.put(unit);
      } else {
        out.put(0xC0 | (unit >> 16));
        out.put(unit >> 8);
        out.put(unit);
      }
    }
    out.put(0);
  }

  /** Whether a segment of the place follows that tag. */
  static boolean isSegment(int tag) {
    return tag > END_OF_PLACE;
  }

  /** Whether a number follows that tag. */
  static boolean isNumber(int tag) {
    return tag != TEXT;
  }

  /** The identity that the bytes tell. */
  static EventId id(BytesRef key) {
    Reader in = new Reader(key, 0);
    StringBuilder place = new StringBuilder(key.length);
    boolean first = true;
    while (true) {
      int tag = in.next();
      if (tag == END_OF_PLACE_AS_WRITTEN) {
        place.setLength(0);
        in.text(place);
        break;
      }
      if (tag == END_OF_PLACE) {
        break;
      }
      if (!first) {
        place.append('/');
      }
      first = false;
      if (tag == TEXT) {
        in.text(place);
      } else {
        place.append(in.number(tag));
      }
    }
    return new EventId(in.number(in.next()), place.toString());
  }

  /** The number of an event in a task that is the root of its tree; -1 in all others. */
  static long numberInRoot(BytesRef key) {
    Reader in = new Reader(key, 0);
    in.skip(in.next());
    int end = in.next();
    if (isSegment(end)) {
      return -1;
    }
    if (end == END_OF_PLACE_AS_WRITTEN) {
      in.skip(TEXT);
    }
    return in.number(in.next());
  }

  private static final class Bytes {
    private byte[] bytes;
    private int length;

    Bytes(int room) {
      bytes = new byte[room];
    }

    void put(int b) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, length * 2);
      }
      bytes[length++] = (byte) b;
    }

    BytesRef ref() {
      return new BytesRef(bytes, 0, length);
    }
  }

  /** Reads the bytes of an identity. */
  static final class Reader {
    private final byte[] bytes;
    private final int offset;
    private int at;

    /** From that byte of the key on. */
    Reader(BytesRef key, int from) {
      bytes = key.bytes;
      offset = key.offset;
      at = offset + from;
    }

    /** At which byte of the key it is. */
    int at() {
      return at - offset;
    }

    int next() {
      return bytes[at++] & 0xFF;
    }

    /** The number behind that tag. */
    long number(int tag) {
      long number = 0;
      for (int i = tag & COUNT; i > 0; i--) {
        number = number << 8 | next();
      }
      return number;
    }

    /** The text behind a tag. */
    String text() {
      StringBuilder text = new StringBuilder();
      text(text);
      return text.toString();
    }

    /** Goes behind the segment of that tag. */
    void skip(int tag) {
      if (isNumber(tag)) {
        at += tag & COUNT;
        return;
      }
      for (int b = next(); b != 0; b = next()) {
        at += b >= 0xC0 ? 2 : b >= 0x80 ? 1 : 0;
      }
    }

    void text(StringBuilder out) {
      for (int b = next(); b != 0; b = next()) {
        int unit = b;
        if (b >= 0xC0) {
          unit = (b & 0x3F) << 16 | next() << 8 | next();
        } else if (b >= 0x80) {
          unit = (b & 0x3F) << 8 | next();
        }
        out.append((char) (unit - 1));
      }
    }
  }
}
