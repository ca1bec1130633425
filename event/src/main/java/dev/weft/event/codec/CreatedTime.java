package dev.weft.event.codec;

import dev.weft.event.WireKey;

/**
 * Writes a record's beginning: when it was made, whole and as the milliseconds of its second.
 * Within a second only the fraction changes. Used by one thread.
 */
final class CreatedTime {
  private static final long MICROS = 1_000_000;
  private static final byte[] CREATED = JsonWriter.encodedName(WireKey.CREATED);
  private static final byte[] MSECS_BEHIND =
      new JsonWriter().resume().name(WireKey.MSECS).toBytes();

  private long second = -1;
  private Fragment wholeSeconds = new Fragment(new JsonWriter());

  void begin(JsonWriter out, long micros) {
    long now = Math.floorDiv(micros, MICROS);
    int fraction = (int) (micros - now * MICROS);
    if (now < 0) {
      out.beginObject().name(CREATED).millionths(micros);
    } else {
      if (now != second) {
        second = now;
        wholeSeconds = new Fragment(new JsonWriter().beginObject().name(CREATED).number(now));
      }
      out.raw(wholeSeconds).sixDigits(fraction);
    }
    out.threeDigits(MSECS_BEHIND, fraction / 1000);
  }
}
