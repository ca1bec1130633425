package dev.weft;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.weft.event.ScopeId;
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
  private static final int TRACE_DIGITS = 32;

  private final ScopeId scope;
  private final @Nullable ScopeId child;
  // Null where it is made when it is asked for.
  private final @Nullable String traceparent;

  private TraceContext(ScopeId scope, @Nullable ScopeId child, @Nullable String traceparent) {
    this.scope = scope;
    this.child = child;
    this.traceparent = traceparent;
  }

  /** Of a task whose header was made together with its id. */
  TraceContext(ScopeId scope, String traceparent) {
    this(scope, null, traceparent);
  }

  /** What the receiver of a message that this scope sends shall know; takes a child's number. */
  public static TraceContext of(Scope scope) {
    return new TraceContext(scope.id(), scope.newRemoteChild(), null);
  }

  /** The same for the current task; empty outside every task. */
  public static Optional<TraceContext> current() {
    return Scopes.current().map(TraceContext::of);
  }

  /** The trace context of an id that is known already, without a child for the receiver. */
  public static TraceContext of(ScopeId id) {
    return new TraceContext(requireNonNull(id, "id"), null, null);
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
    return received(header).map(TraceContext::id);
  }

  /**
   * The same with the trace context of the task that will have that id, which an answer may tell:
   * for less than to make it of the id.
   */
  public static Optional<TraceContext> received(Function<String, @Nullable String> header) {
    TraceParent known = TraceParent.read(value(header, TRACEPARENT));
    Optional<ScopeId> task = id(value(header, DISTLOG_TASK));
    if (task.isPresent() && (known == null || agrees(task.get(), known))) {
      return task.map(TraceContext::of);
    }
    if (known == null) {
      return Optional.empty();
    }
    return Optional.of(
        believed(value(header, TRACESTATE), known)
            .map(sender -> of(new ScopeId(HexDigits.branchBelow(sender.value()))))
            .orElseGet(known::newBranch));
  }

  /** Sixteen hex digits that stand for the task in other systems. */
  public static String spanId(ScopeId id) {
    String usual = TraceParent.usualSpan(id);
    if (usual != null) {
      return usual;
    }
    String span = hash(id.value()).substring(0, 16);
    return isZero(span) ? "0000000000000001" : span;
  }

  /** Thirty-two hex digits that stand for the tree: the root's UUID, else the root's hash. */
  public static String traceId(ScopeId id) {
    String usual = TraceParent.usualTrace(id);
    if (usual != null) {
      return usual;
    }
    String digits = anyDigits(id.root());
    return digits == null || isZero(digits) ? hash(id.root()).substring(0, TRACE_DIGITS) : digits;
  }

  /** The digits of a UUID however it is written; null for other texts. */
  private static @Nullable String anyDigits(String root) {
    String digits = root.replace("-", "").toLowerCase(Locale.ROOT);
    return digits.length() == TRACE_DIGITS && isHex(digits) ? digits : null;
  }

  private static boolean isHex(String digits) {
    return HexDigits.union(digits.getBytes(UTF_8), 0, digits.length()) >= 0;
  }

  /** Whose place it is. */
  public ScopeId id() {
    return scope;
  }

  /** The {@code traceparent} header. */
  public String traceparent() {
    return traceparent == null ? TraceParent.of(scope) : traceparent;
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

  private static String value(Function<String, @Nullable String> header, String name) {
    try {
      String value = header.apply(name);
      return value == null ? "" : value.strip();
    } catch (RuntimeException broken) {
      return "";
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

  private static boolean agrees(ScopeId task, TraceParent sender) {
    return traceId(task).equals(sender.trace())
        && (spanId(task).equals(sender.span())
            || task.parent().filter(parent -> spanId(parent).equals(sender.span())).isPresent());
  }

  private static Optional<ScopeId> believed(String state, TraceParent sender) {
    if (state.isEmpty()) {
      return Optional.empty();
    }
    for (String member : state.split(",", -1)) {
      String entry = member.strip();
      if (entry.startsWith(VENDOR)) {
        return id(entry.substring(VENDOR.length()))
            .filter(id -> traceId(id).equals(sender.trace()) && spanId(id).equals(sender.span()));
      }
    }
    return Optional.empty();
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
      byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
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
