package dev.weft.web.request;

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
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
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
    if (id.length() == UUID_LENGTH) {
      return dashed(id);
    }
    if (id.length() == DIGITS && digits(id)) {
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
    return null;
  }

  private static @Nullable String dashed(String id) {
    boolean upper = false;
    for (int i = 0; i < UUID_LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = id.charAt(i);
      if (dash ? c != '-' : !HexFormat.isHexDigit(c)) {
        return null;
      }
      upper |= c >= 'A' && c <= 'F';
    }
    return upper ? id.toLowerCase(Locale.ROOT) : id;
  }

  private static boolean digits(String id) {
    for (int i = 0; i < DIGITS; i++) {
      if (!HexFormat.isHexDigit(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
