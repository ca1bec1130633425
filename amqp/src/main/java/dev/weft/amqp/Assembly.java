package dev.weft.amqp;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;

/**
 * Puts a message's body together in one pass, in an array of its own that is used again: the
 * record's bytes but for one member, and more members behind them.
 *
 * <p>Used by one thread.
 */
final class Assembly {
  private static final int MOST_KEPT = 1 << 20;
  private static final int INITIAL = 4096;

  private byte[] target = new byte[INITIAL];
  private int length;

  /** Where it lies, from 0 to {@link #length()}. */
  byte[] bytes() {
    return target;
  }

  /** How many bytes it has. */
  int length() {
    return length;
  }

  /** The record and the members of {@code added}. */
  void with(RawEvent record, JsonWriter added) {
    int close = close(record);
    assemble(record, close, close, record.members() > 0, added);
  }

  /** The same, without the member whose value lies there. */
  void without(RawEvent record, int valueStart, int valueEnd, JsonWriter added) {
    byte[] bytes = record.bytes();
    int from = nameQuote(bytes, valueStart);
    int to = behindSpace(bytes, valueEnd);
    if (bytes[to] == ',') {
      to = behindSpace(bytes, to + 1);
    } else {
      int before = beforeSpace(bytes, from - 1);
      from = bytes[before] == ',' ? before : before + 1;
    }
    assemble(record, from, to, record.members() > 1, added);
  }

  // A name holds no bare quote, so the first one backwards from its end begins it.
  private static int nameQuote(byte[] bytes, int valueStart) {
    int colon = beforeSpace(bytes, valueStart - 1);
    int quote = beforeSpace(bytes, colon - 1) - 1;
    while (bytes[quote] != '"' || escaped(bytes, quote)) {
      quote--;
    }
    return quote;
  }

  private static boolean escaped(byte[] bytes, int quote) {
    int backslashes = 0;
    while (bytes[quote - 1 - backslashes] == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static int close(RawEvent record) {
    return beforeSpace(record.bytes(), record.end() - 1);
  }

  private static int beforeSpace(byte[] bytes, int from) {
    int at = from;
    while (isSpace(bytes[at])) {
      at--;
    }
    return at;
  }

  private static int behindSpace(byte[] bytes, int from) {
    int at = from;
    while (isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private void assemble(
      RawEvent record, int cutFrom, int cutTo, boolean membersLeft, JsonWriter added) {
    int close = close(record);
    prepare(close - record.start() + added.length() + 2);
    append(record.bytes(), record.start(), cutFrom);
    append(record.bytes(), cutTo, close);
    if (membersLeft && added.length() > 0) {
      target[length++] = ',';
    }
    append(added.bytes(), 0, added.length());
    target[length++] = '}';
  }

  private void prepare(int most) {
    length = 0;
    if (most > target.length || target.length > MOST_KEPT) {
      target = new byte[Math.max(INITIAL, most + most / 4)];
    }
  }

  private void append(byte[] source, int from, int to) {
    System.arraycopy(source, from, target, length, to - from);
    length += to - from;
  }
}
