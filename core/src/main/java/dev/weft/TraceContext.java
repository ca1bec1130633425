package dev.weft;

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
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern PARENT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");
  private static final Pattern SPAN = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern RANDOM_UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

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
    Matcher known = PARENT.matcher(parent.toLowerCase(Locale.ROOT));
    boolean valid = known.matches() && isTrace(known);
    Optional<ScopeId> task = id(value(header, DISTLOG_TASK));
    if (task.isPresent() && (!valid || agrees(task.get(), known.group(2), known.group(3)))) {
      return task;
    }
    if (!valid) {
      return Optional.empty();
    }
    String root = uuid(known.group(2));
    ScopeId sender =
        believed(value(header, TRACESTATE), known.group(2), known.group(3))
            .orElseGet(() -> new ScopeId(root + '/' + known.group(3)));
    return Optional.of(sender.child(TaskBuilder.branch()));
  }

  /** Sixteen hex digits that stand for the task in other systems. */
  public static String spanId(ScopeId id) {
    String last = id.lastSegment();
    if (!id.isRoot() && SPAN.matcher(last).matches()) {
      return last;
    }
    String span = hash(id.value()).substring(0, 16);
    return isZero(span) ? "0000000000000001" : span;
  }

  /** Thirty-two hex digits that stand for the tree: the root's UUID, else the root's hash. */
  public static String traceId(ScopeId id) {
    String digits = id.root().replace("-", "").toLowerCase(Locale.ROOT);
    boolean uuid = digits.length() == 32 && digits.chars().allMatch(HexFormat::isHexDigit);
    return uuid && !isZero(digits) ? digits : hash(id.root()).substring(0, 32);
  }

  /** The {@code traceparent} header. */
  public String traceparent() {
    return "00-" + traceId(scope) + '-' + spanId(scope) + (isOurRandom() ? "-03" : "-01");
  }

  /** The {@code tracestate} header; empty when the id is too long for it or has odd characters. */
  public Optional<String> tracestate() {
    String id = scope.value();
    boolean fits =
        id.length() <= LONGEST_STATE_VALUE
            && id.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',' && c != '=');
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
   * over from a foreign trace, which would have a span as its first level.
   */
  private boolean isOurRandom() {
    String[] segments = scope.value().split("/", 3);
    return RANDOM_UUID.matcher(segments[0]).matches()
        && (segments.length == 1 || !SPAN.matcher(segments[1]).matches());
  }

  private static String value(Function<String, @Nullable String> header, String name) {
    try {
      String value = header.apply(name);
      return value == null ? "" : value.strip();
    } catch (RuntimeException broken) {
      return "";
    }
  }

  private static boolean isTrace(Matcher parent) {
    // Version ff is forbidden; version 00 ends after the flags, later ones may go on.
    boolean version =
        !parent.group(1).equals("ff") && (!parent.group(1).equals("00") || parent.group(4) == null);
    return version && !isZero(parent.group(2)) && !isZero(parent.group(3));
  }

  private static Optional<ScopeId> id(String text) {
    boolean plain = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return text.isEmpty() || !plain || text.length() > LONGEST_ID || text.contains("@")
        ? Optional.empty()
        : Optional.of(new ScopeId(text));
  }

  private static boolean agrees(ScopeId task, String trace, String span) {
    return traceId(task).equals(trace)
        && (spanId(task).equals(span)
            || task.parent().filter(parent -> spanId(parent).equals(span)).isPresent());
  }

  private static Optional<ScopeId> believed(String state, String trace, String span) {
    for (String member : state.split(",", -1)) {
      String entry = member.strip();
      if (entry.startsWith(VENDOR)) {
        return id(entry.substring(VENDOR.length()))
            .filter(id -> traceId(id).equals(trace) && spanId(id).equals(span));
      }
    }
    return Optional.empty();
  }

  private static String uuid(String trace) {
    return new UUID(
            Long.parseUnsignedLong(trace, 0, 16, 16), Long.parseUnsignedLong(trace, 16, 32, 16))
        .toString();
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
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
