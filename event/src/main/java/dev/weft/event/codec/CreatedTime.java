package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.WireKey;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record's beginning: when it was made, whole, as the milliseconds of its second, and
 * since the program's start. Within a second only the fraction changes; where many records are made
 * within a millisecond, only its last three digits do. Used by one thread.
 */
final class CreatedTime {
  private static final long MICROS = 1_000_000;
  private static final byte[] CREATED = JsonWriter.encodedName(WireKey.CREATED);
  private static final byte[] MSECS_BEHIND =
      new JsonWriter().resume().name(WireKey.MSECS).toBytes();
  private static final byte[] RELATIVE_CREATED = JsonWriter.encodedName(WireKey.RELATIVE_CREATED);

  // Making a millisecond's pieces takes about as long as writing that many records without them.
  private static final int MANY = 4;

  private final long startedMicros;
  private long second = -1;
  private Fragment wholeSeconds = new Fragment(new JsonWriter());
  private long millisecond = -1;
  private int ofMillisecond;
  private @Nullable Fragment head;
  private @Nullable Fragment middle;

  /**
   * For records of a program that started then, in microseconds since 1970; negative leaves out how
   * long ago that was.
   */
  CreatedTime(long startedMicros) {
    this.startedMicros = startedMicros;
  }

  void begin(JsonWriter out, long micros) {
    long now = Math.floorDiv(micros, 1_000);
    if (now != millisecond) {
      millisecond = now;
      ofMillisecond = 0;
      head = null;
      middle = null;
    } else if (++ofMillisecond == MANY && now >= 0 && startedBefore(micros)) {
      makePieces(now);
    }
    Fragment ofAll = head;
    Fragment between = middle;
    if (ofAll == null || between == null) {
      whole(out, micros);
      return;
    }
    int rest = (int) (micros - now * 1_000);
    out.aroundThree(ofAll, rest, between);
    if (startedMicros >= 0) {
      out.shortFraction(rest * 1_000);
    }
  }

  // Only then are the last digits of both times the same.
  private boolean startedBefore(long micros) {
    return startedMicros < 0 || (startedMicros <= micros && startedMicros % 1_000 == 0);
  }

  private void makePieces(long now) {
    long ofSecond = now % 1_000;
    String digits = String.valueOf(1_000 + ofSecond).substring(1);
    head = piece("{\"" + WireKey.CREATED + "\":" + now / 1_000 + '.' + digits);
    String msecs = ",\"" + WireKey.MSECS + "\":" + ofSecond + ".0";
    middle =
        piece(
            startedMicros < 0
                ? msecs
                : msecs + ",\"" + WireKey.RELATIVE_CREATED + "\":" + (now - startedMicros / 1_000));
  }

  private static Fragment piece(String json) {
    return new Fragment(new JsonWriter().raw(json.getBytes(UTF_8)));
  }

  private void whole(JsonWriter out, long micros) {
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
    if (startedMicros >= 0) {
      out.name(RELATIVE_CREATED).thousandths(micros - startedMicros);
    }
  }
}
