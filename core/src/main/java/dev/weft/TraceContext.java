package dev.weft;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import dev.weft.event.ScopeId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A task's place in the headers of a message, for whoever receives it: W3C Trace Context for all,
 * and the full id for Weft and distlog.
 *
 * <h2>Out</h2>
 *
 * {@code traceparent} has the root's UUID as its trace id and a span id that follows from the
 * task's id (its last segment if that is sixteen hex digits, else the first eight bytes of the id's
 * SHA-256), so that any reader of the records computes the same. {@code tracestate} carries the id
 * itself, where it fits. {@code distlog-task} is a new child's id, which Python's {@code
 * import_task} takes as it is.
 *
 * <h2>In, in this order</h2>
 *
 * <ol>
 *   <li>{@code distlog-task}, unless a {@code traceparent} of another place contradicts it: then
 *       somebody in between works on the message and passes unknown headers on.
 *   <li>{@code traceparent} whose span is that of the task in {@code tracestate}: a branch of that
 *       task.
 *   <li>{@code traceparent} of a foreign program: a branch below {@code <trace id>/<span id>}.
 *   <li>Nothing that can be read: a new root.
 * </ol>
 *
 * A branch is sixteen random hex digits, so that two receivers of one message do not collide.
 *
 * <p>Immutable, usable from any thread. Headers of any content throw nothing.
 */
public final class TraceContext {
  /** W3C: trace and parent span. */
  public static final String TRACEPARENT = "traceparent";

  /** W3C: what each vendor adds. */
  public static final String TRACESTATE = "tracestate";

  /** The full id of a task that the receiver shall begin. */
  public static final String DISTLOG_TASK = "distlog-task";

  private static final String VENDOR = "distlog=";
  private static final int LONGEST_STATE_VALUE = 256;
  // Longer ones are nobody's task; each level costs a few characters only.
  private static final int LONGEST_ID = 4096;
  private static final int SPAN_DIGITS = 16;
  private static final int TRACE_DIGITS = 32;
  private static final int UUID_LENGTH = 36;
  // A bit for each place of a UUID's text.
  private static final long DASHES = 1L << 8 | 1L << 13 | 1L << 18 | 1L << 23;

  private final ScopeId scope;
  private final @Nullable ScopeId child;

  private TraceContext(ScopeId scope, @Nullable ScopeId child) {
    this.scope = scope;
    this.child = child;
  }

  /** What the receiver of a message that this scope sends shall know; takes a child's number. */
  public static TraceContext of(Scope scope) {
    return new TraceContext(scope.id(), scope.newRemoteChild());
  }

  /** The same for the current task; empty outside every task. */
  public static Optional<TraceContext> current() {
    return Scopes.current().map(TraceContext::of);
  }

  /** The trace context of an id that is known already, without a child for the receiver. */
  public static TraceContext of(ScopeId id) {
    return new TraceContext(requireNonNull(id, "id"), null);
  }

  /**
   * Begins the task that a message's headers ask for.
   *
   * @param header gives a header's value, or null where it is absent; names are lower case
   */
  public static TaskBuilder continueFrom(
      Function<String, @Nullable String> header, String template, @Nullable Object... arguments) {
    Optional<ScopeId> id = read(header);
    return id.isPresent()
        ? Scopes.importTask(id.get(), template, arguments)
        : Scopes.task(template, arguments);
  }

  /**
   * The id of the task that the headers ask for; empty when they name none. A new branch at each
   * call, but for {@code distlog-task}.
   */
  public static Optional<ScopeId> read(Function<String, @Nullable String> header) {
    String parent = value(header, TRACEPARENT);
    Parent known = Parent.read(parent.toLowerCase(Locale.ROOT));
    Optional<ScopeId> task = id(value(header, DISTLOG_TASK));
    if (task.isPresent() && (known == null || agrees(task.get(), known))) {
      return task;
    }
    if (known == null) {
      return Optional.empty();
    }
    ScopeId sender =
        believed(value(header, TRACESTATE), known)
            .orElseGet(() -> new ScopeId(uuid(known.trace) + '/' + known.span));
    return Optional.of(sender.child(TaskBuilder.branch()));
  }

  /** Sixteen hex digits that stand for the task in other systems. */
  public static String spanId(ScopeId id) {
    String last = id.lastSegment();
    if (!id.isRoot() && isSpan(last, 0, last.length())) {
      return last;
    }
    String span = hash(id.value()).substring(0, 16);
    return isZero(span) ? "0000000000000001" : span;
  }

  /** Thirty-two hex digits that stand for the tree: the root's UUID, else the root's hash. */
  public static String traceId(ScopeId id) {
    byte[] usual = new byte[TRACE_DIGITS];
    return usualDigits(id.value(), usual, 0) ? new String(usual, ISO_8859_1) : unusualTraceId(id);
  }

  private static String unusualTraceId(ScopeId id) {
    String digits = anyDigits(id.root());
    return digits == null || isZero(digits) ? hash(id.root()).substring(0, TRACE_DIGITS) : digits;
  }

  /**
   * Writes the root's digits where it is a UUID as Java writes it, which nearly all are; returns
   * false for others.
   */
  private static boolean usualDigits(String id, byte[] out, int from) {
    if (id.length() < UUID_LENGTH || (id.length() > UUID_LENGTH && id.charAt(UUID_LENGTH) != '/')) {
      return false;
    }
    int at = from;
    int notZero = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = id.charAt(i);
      if (isDash(i)) {
        if (c != '-') {
          return false;
        }
      } else if (isHex(c)) {
        notZero |= c ^ '0';
        out[at++] = (byte) c;
      } else {
        return false;
      }
    }
    return notZero != 0;
  }

  private static boolean isDash(int index) {
    return (DASHES >>> index & 1) == 1;
  }

  /** The digits of a UUID however it is written; null for other texts. */
  private static @Nullable String anyDigits(String root) {
    String digits = root.replace("-", "").toLowerCase(Locale.ROOT);
    return digits.length() == TRACE_DIGITS && isHex(digits, 0, TRACE_DIGITS) ? digits : null;
  }

  /** The {@code traceparent} header. */
  public String traceparent() {
    // Into one array: a program makes one for each request and each call.
    byte[] text = new byte[Parent.END];
    boolean usual = usualDigits(scope.value(), text, Parent.TRACE);
    if (!usual) {
      put(unusualTraceId(scope), text, Parent.TRACE);
    }
    put("00-", text, 0);
    put("-", text, Parent.SPAN - 1);
    put(spanId(scope), text, Parent.SPAN);
    put(usual && isOurRandom(scope.value()) ? "-03" : "-01", text, Parent.FLAGS - 1);
    return new String(text, ISO_8859_1);
  }

  private static void put(String ascii, byte[] text, int at) {
    for (int i = 0; i < ascii.length(); i++) {
      text[at + i] = (byte) ascii.charAt(i);
    }
  }

  /** The {@code tracestate} header; empty when the id is too long for it or has odd characters. */
  public Optional<String> tracestate() {
    String id = scope.value();
    boolean fits =
        id.length() <= LONGEST_STATE_VALUE
            && isVisible(id)
            && id.indexOf(',') < 0
            && id.indexOf('=') < 0;
    return fits ? Optional.of(VENDOR + id) : Optional.empty();
  }

  /** The {@code distlog-task} header; empty for a context that was made of an id only. */
  public Optional<String> distlogTask() {
    return Optional.ofNullable(child).map(ScopeId::value);
  }

  /** All headers that there are, by name. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TRACEPARENT, traceparent());
    tracestate().ifPresent(state -> headers.put(TRACESTATE, state));
    distlogTask().ifPresent(task -> headers.put(DISTLOG_TASK, task));
    return headers;
  }

  /**
   * Whether the trace id has 56 random bits by our own making: a version-4 root that was not taken
   * over from a foreign trace, which would have a span as its first level. Asked of UUIDs.
   */
  private static boolean isOurRandom(String id) {
    if (id.charAt(14) != '4' || "89ab".indexOf(id.charAt(19)) < 0) {
      return false;
    }
    int level = id.indexOf('/', UUID_LENGTH + 1);
    return !isSpan(id, UUID_LENGTH + 1, level < 0 ? id.length() : level);
  }

  private static boolean isSpan(String text, int from, int to) {
    return to - from == SPAN_DIGITS && isHex(text, from, to);
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isHex(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  // By the table behind it: digits and letters alternate at random, and no processor guesses that.
  private static boolean isHex(char c) {
    return HexFormat.isHexDigit(c) && (c < 'A' || c > 'F');
  }

  private static String value(Function<String, @Nullable String> header, String name) {
    try {
      String value = header.apply(name);
      return value == null ? "" : value.strip();
    } catch (RuntimeException broken) {
      return "";
    }
  }

  /** What a {@code traceparent} says. Read by hand, since nearly every request has one. */
  private record Parent(String trace, String span) {
    // 00-<32 digits>-<16 digits>-01
    private static final int TRACE = 3;
    private static final int SPAN = TRACE + TRACE_DIGITS + 1;
    private static final int FLAGS = SPAN + SPAN_DIGITS + 1;
    private static final int END = FLAGS + 2;

    /** Null for what is none, in lower case. */
    static @Nullable Parent read(String text) {
      boolean formed =
          text.length() >= END
              && isHex(text, 0, TRACE - 1)
              && text.charAt(TRACE - 1) == '-'
              && isHex(text, TRACE, SPAN - 1)
              && text.charAt(SPAN - 1) == '-'
              && isHex(text, SPAN, FLAGS - 1)
              && text.charAt(FLAGS - 1) == '-'
              && isHex(text, FLAGS, END);
      if (!formed || !ends(text)) {
        return null;
      }
      Parent parent = new Parent(text.substring(TRACE, SPAN - 1), text.substring(SPAN, FLAGS - 1));
      return isZero(parent.trace) || isZero(parent.span) ? null : parent;
    }

    /** Version ff is forbidden; version 00 ends after the flags, later ones may go on. */
    private static boolean ends(String text) {
      return !text.startsWith("ff")
          && (text.length() == END || (text.charAt(END) == '-' && !text.startsWith("00")));
    }
  }

  private static Optional<ScopeId> id(String text) {
    return text.isEmpty()
            || !isVisible(text)
            || text.length() > LONGEST_ID
            || text.indexOf('@') >= 0
        ? Optional.empty()
        : Optional.of(new ScopeId(text));
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean agrees(ScopeId task, Parent sender) {
    return traceId(task).equals(sender.trace)
        && (spanId(task).equals(sender.span)
            || task.parent().filter(parent -> spanId(parent).equals(sender.span)).isPresent());
  }

  private static Optional<ScopeId> believed(String state, Parent sender) {
    if (state.isEmpty()) {
      return Optional.empty();
    }
    for (String member : state.split(",", -1)) {
      String entry = member.strip();
      if (entry.startsWith(VENDOR)) {
        return id(entry.substring(VENDOR.length()))
            .filter(id -> traceId(id).equals(sender.trace) && spanId(id).equals(sender.span));
      }
    }
    return Optional.empty();
  }

  private static String uuid(String trace) {
    byte[] text = new byte[UUID_LENGTH];
    int digit = 0;
    for (int i = 0; i < UUID_LENGTH; i++) {
      text[i] = (byte) (isDash(i) ? '-' : trace.charAt(digit++));
    }
    return new String(text, ISO_8859_1);
  }

  private static boolean isZero(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  private static String hash(String text) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** The headers, for a person. */
  @Override
  public String toString() {
    return headers().toString();
  }
}
