package dev.weft.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Finds the id that a client gave its request. Immutable, usable from any thread. */
final class RequestIds {
  /** The header of an answer that tells the client the id. */
  static final String HEADER = "X-Request-ID";

  private static final String[] COMMON = {
    HEADER, "X-Correlation-ID", "Request-ID", "X-Varnish", "X-Amzn-Trace-Id"
  };
  private static final int LONGEST = 200;
  private static final int UUID_LENGTH = 36;
  private static final int DIGITS = 32;
  private static final byte LOWER = 0;
  private static final byte UPPER = 1;
  private static final byte NONE = -1;
  // By character: digits and letters alternate at random, and no processor guesses a branch by
  // them.
  private static final byte[] KINDS = kinds();

  private final String[] names;

  /** With a header that is looked at before the common ones; null for none. */
  RequestIds(@Nullable String first) {
    int more = first == null ? 0 : 1;
    names = new String[COMMON.length + more];
    if (first != null) {
      names[0] = first;
    }
    System.arraycopy(COMMON, 0, names, more, COMMON.length);
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int c = 0; c < kinds.length; c++) {
      boolean upper = c >= 'A' && c <= 'F';
      kinds[c] = !HexFormat.isHexDigit(c) ? NONE : upper ? UPPER : LOWER;
    }
    return kinds;
  }

  /**
   * What the first header that is there says, also the empty text; null when there is none, or it
   * says what is no id: more than 200 characters, or others than printable ASCII.
   */
  @Nullable String given(HttpServletRequest request) {
    for (String name : names) {
      String value = request.getHeader(name);
      if (value != null) {
        return isId(value) ? value : null;
      }
    }
    return null;
  }

  private static boolean isId(String value) {
    if (value.length() > LONGEST) {
      return false;
    }
    int outside = 0;
    for (byte each : value.getBytes(UTF_8)) {
      // Negative where one of the two is.
      outside |= (each - ' ') | ('~' - each);
    }
    return outside >= 0;
  }

  /** A random UUID of version 4. No secret: the bits come from a fast generator. */
  static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /** The UUID that an id is, with or without dashes, in its usual spelling; null for others. */
  static @Nullable String uuid(String id) {
    byte[] text = id.getBytes(UTF_8);
    if (text.length == DIGITS && kinds(text, 0, DIGITS) >= 0) {
      String lower = id.toLowerCase(Locale.ROOT);
      return lower.substring(0, 8)
          + '-'
          + lower.substring(8, 12)
          + '-'
          + lower.substring(12, 16)
          + '-'
          + lower.substring(16, 20)
          + '-'
          + lower.substring(20);
    }
    if (text.length != UUID_LENGTH || !isDashed(text)) {
      return null;
    }
    int kinds =
        kinds(text, 0, 8)
            | kinds(text, 9, 13)
            | kinds(text, 14, 18)
            | kinds(text, 19, 23)
            | kinds(text, 24, UUID_LENGTH);
    return kinds < 0 ? null : kinds == LOWER ? id : id.toLowerCase(Locale.ROOT);
  }

  private static boolean isDashed(byte[] text) {
    return text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
  }

  /** Negative where one is no hex digit; {@link #LOWER} where all are of lower case. */
  private static int kinds(byte[] text, int from, int to) {
    int kinds = LOWER;
    for (int i = from; i < to; i++) {
      kinds |= KINDS[text[i] & 0xff];
    }
    return kinds;
  }
}
