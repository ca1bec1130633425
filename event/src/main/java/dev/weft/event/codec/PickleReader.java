package dev.weft.event.codec;

import org.jspecify.annotations.Nullable;

/**
 * Reads Python's pickles, protocols 0 to 5, as data only: no class is ever looked up and nothing is
 * ever called, whatever the bytes ask for.
 *
 * <p>Values become what JSON has: tuples and sets become arrays, bytes become text where they are
 * UTF-8 and else {@code {"$bytes": base64}}, floats that are not finite become text. Dates, times,
 * decimals, UUIDs, ordered and default dicts and complex numbers are understood; every other object
 * becomes {@code {"$type": "module.name", "args": […], "state": …}}, and {@code items} and {@code
 * entries} where it is a list or dict of its own kind. A value inside itself or more than 200 deep
 * becomes the text {@code <recursive>}.
 *
 * <p>Limits: a million values, shared ones counted wherever they are used; four times the pickle's
 * length of text, at least 16 MiB; integers of 4300 digits. Memory and time stay within what those
 * need. Functions only, usable from any thread.
 */
public final class PickleReader {
  private PickleReader() {}

  /**
   * The value of the pickle in {@code bytes} from {@code start} to before {@code end}: null,
   * Boolean, Long, BigInteger, Double, BigDecimal, String, List or Map with text keys.
   *
   * @throws PickleException when the bytes are no pickle, or one above the limits
   */
  public static @Nullable Object read(byte[] bytes, int start, int end) {
    PickleValue value = new PickleMachine(new PickleInput(bytes, start, end)).run();
    return new PickleRenderer(end - start).render(value);
  }
}
