package dev.weft;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.ScopeId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header, such as {@code 00-<32 digits>-<16 digits>-01}: what one says, and
 * the one of a task. By hand and on bytes, since nearly every request has one and gets one.
 *
 * <p>Immutable, usable from any thread.
 */
final class TraceParent {
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;
  private static final int TRACE = 3;
  private static final int SPAN = TRACE + TRACE_DIGITS + 1;
  private static final int FLAGS = SPAN + SPAN_DIGITS + 1;
  private static final int END = FLAGS + 2;
  private static final int UUID_LENGTH = 36;
  // Where the groups of a UUID's text begin, and how many digits they have.
  private static final int[] GROUPS = {0, 9, 14, 19, 24};
  private static final int[] SIZES = {8, 4, 4, 4, 12};

  // In lower case; may be longer than what is read of it.
  private final byte[] text;

  private TraceParent(byte[] text) {
    this.text = text;
  }

  /** What a header says; null for what is none. */
  static @Nullable TraceParent read(String header) {
    if (header.length() < END) {
      return null;
    }
    TraceParent usual = ofLowerCase(header);
    return usual == null ? ofLowerCase(header.toLowerCase(Locale.ROOT)) : usual;
  }

  private static @Nullable TraceParent ofLowerCase(String header) {
    byte[] text = header.getBytes(UTF_8);
    boolean read =
        HexDigits.union(text, TRACE, SPAN - 1) > 0
            && HexDigits.union(text, SPAN, FLAGS - 1) > 0
            && HexDigits.union(text, 0, TRACE - 1) >= 0
            && HexDigits.union(text, FLAGS, END) >= 0
            && text[TRACE - 1] == '-'
            && text[SPAN - 1] == '-'
            && text[FLAGS - 1] == '-'
            && ends(text);
    return read ? new TraceParent(text) : null;
  }

  /** Version ff is forbidden; version 00 ends after the flags, later ones may go on. */
  private static boolean ends(byte[] text) {
    boolean forbidden = text[0] == 'f' && text[1] == 'f';
    boolean first = text[0] == '0' && text[1] == '0';
    return !forbidden && (text.length == END || (text[END] == '-' && !first));
  }

  /** Its thirty-two digits. */
  String trace() {
    return new String(text, TRACE, TRACE_DIGITS, ISO_8859_1);
  }

  /** Its sixteen digits. */
  String span() {
    return new String(text, SPAN, SPAN_DIGITS, ISO_8859_1);
  }

  /** A new branch below the span: its trace as the root's UUID, the span, sixteen random digits. */
  TraceContext newBranch() {
    byte[] id = new byte[UUID_LENGTH + 1 + SPAN_DIGITS + 1 + HexDigits.IN_BRANCH];
    int digit = TRACE;
    for (int i = 0; i < GROUPS.length; i++) {
      System.arraycopy(text, digit, id, GROUPS[i], SIZES[i]);
      digit += SIZES[i];
      id[GROUPS[i] + SIZES[i]] = '-';
    }
    id[UUID_LENGTH] = '/';
    System.arraycopy(text, SPAN, id, UUID_LENGTH + 1, SPAN_DIGITS);
    HexDigits.putBranch(id, UUID_LENGTH + 1 + SPAN_DIGITS);
    return new TraceContext(new ScopeId(new String(id, ISO_8859_1)), ofBranch(id));
  }

  /**
   * The header of a branch below this one: as {@link #of} makes it, without a look at the digits.
   */
  private String ofBranch(byte[] id) {
    byte[] branch = new byte[END];
    put("00-", branch, 0);
    System.arraycopy(text, TRACE, branch, TRACE, TRACE_DIGITS + 1);
    System.arraycopy(id, id.length - SPAN_DIGITS, branch, SPAN, SPAN_DIGITS);
    put("-01", branch, FLAGS - 1);
    return new String(branch, ISO_8859_1);
  }

  /** The header of that task. */
  static String of(ScopeId task) {
    byte[] id = task.value().getBytes(UTF_8);
    byte[] text = new byte[END];
    put("00-", text, 0);
    boolean usual = putUsualTrace(id, text, TRACE);
    if (!usual) {
      put(TraceContext.traceId(task), text, TRACE);
    }
    text[SPAN - 1] = '-';
    if (endsInSpan(id)) {
      System.arraycopy(id, id.length - SPAN_DIGITS, text, SPAN, SPAN_DIGITS);
    } else {
      put(TraceContext.spanId(task), text, SPAN);
    }
    put(usual && isOurRandom(id) ? "-03" : "-01", text, FLAGS - 1);
    return new String(text, ISO_8859_1);
  }

  private static void put(String ascii, byte[] text, int at) {
    for (int i = 0; i < ascii.length(); i++) {
      text[at + i] = (byte) ascii.charAt(i);
    }
  }

  /** The root's digits where it is a UUID as Java writes it, which nearly all are; else null. */
  static @Nullable String usualTrace(ScopeId task) {
    byte[] trace = new byte[TRACE_DIGITS];
    return putUsualTrace(task.value().getBytes(UTF_8), trace, 0)
        ? new String(trace, ISO_8859_1)
        : null;
  }

  private static boolean putUsualTrace(byte[] id, byte[] to, int at) {
    if (id.length < UUID_LENGTH || (id.length > UUID_LENGTH && id[UUID_LENGTH] != '/')) {
      return false;
    }
    int digit = at;
    for (int i = 0; i < GROUPS.length; i++) {
      int end = GROUPS[i] + SIZES[i];
      if (end < UUID_LENGTH && id[end] != '-') {
        return false;
      }
      System.arraycopy(id, GROUPS[i], to, digit, SIZES[i]);
      digit += SIZES[i];
    }
    return HexDigits.union(to, at, digit) > 0;
  }

  /** The last segment where it is sixteen digits; null for others, and for a root. */
  static @Nullable String usualSpan(ScopeId task) {
    byte[] id = task.value().getBytes(UTF_8);
    return endsInSpan(id) ? new String(id, id.length - SPAN_DIGITS, SPAN_DIGITS, ISO_8859_1) : null;
  }

  private static boolean endsInSpan(byte[] id) {
    int slash = id.length - SPAN_DIGITS - 1;
    return slash > 0
        && id[slash] == '/'
        && id[0] != '/'
        && HexDigits.union(id, slash + 1, id.length) >= 0;
  }

  /**
   * Whether the trace id has 56 random bits by our own making: a version-4 root that was not taken
   * over from a foreign trace, which would have a span as its first level. Asked of UUIDs.
   */
  private static boolean isOurRandom(byte[] id) {
    if (id[14] != '4' || "89ab".indexOf(id[19]) < 0) {
      return false;
    }
    int level = UUID_LENGTH + 1 + SPAN_DIGITS;
    boolean span =
        HexDigits.union(id, UUID_LENGTH + 1, level) >= 0
            && (id.length == level || id[level] == '/');
    return !span;
  }
}
