package dev.weft.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Level;
import dev.weft.record.ObjectIdentity;
import dev.weft.record.Recording;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A live object that is about to begin. Used once, by one thread.
 *
 * <p>Whatever cannot be meant is refused at once, with an {@link IllegalArgumentException}.
 */
public final class LiveObjectBuilder {
  private static final int LONGEST_KEY_BYTES = 255;
  private static final int LONGEST_ID = 256;
  private static final Duration LEAST_KEYFRAMES = Duration.ofMillis(100);
  private static final Duration MOST_COALESCED = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final ObjectRegistry registry;
  private final Entries initial = new Entries();
  private final Map<String, Object> headers = new LinkedHashMap<>();
  private final Set<String> ignored = new HashSet<>();
  private final Set<String> redacted = new HashSet<>();
  private @Nullable String name;
  private @Nullable String id;
  private @Nullable String routingKey;
  private boolean longLived;
  private boolean isTransient;
  private boolean silent;
  private boolean localLog = true;
  private boolean detached;
  private boolean used;
  private Level level = Level.DEBUG;
  private Duration keyframes = Duration.ofSeconds(30);
  private Duration coalesced = Duration.ZERO;
  private @Nullable Object owner;

  LiveObjectBuilder(ObjectRegistry registry) {
    this.registry = registry;
  }

  /**
   * What kind of object; its logger's name and, unless given, its routing key. Default: the class
   * that calls.
   */
  public LiveObjectBuilder name(String kind) {
    name = key("name", kind);
    return this;
  }

  /** Which object, unique among all that are open anywhere. Default a random UUID. */
  public LiveObjectBuilder id(String unique) {
    if (unique.isBlank() || unique.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "id: \"" + unique + "\" is not from 1 to " + LONGEST_ID + " characters");
    }
    id = unique;
    return this;
  }

  /** Where readers look for it: words separated by dots. Default the name. */
  public LiveObjectBuilder routingKey(String words) {
    routingKey = key("routingKey", words);
    return this;
  }

  /** What travels beside each message, for readers to choose by: a text, a number or a truth. */
  public LiveObjectBuilder header(String header, Object value) {
    Object taken = Recording.capture().value(header, requireNonNull(value, "value"));
    boolean scalar = taken instanceof Number || taken instanceof Boolean;
    headers.put(requireNonNull(header, "header"), scalar ? taken : String.valueOf(taken));
    return this;
  }

  /** A first value, which is taken when the object begins. */
  public LiveObjectBuilder with(String field, @Nullable Object value) {
    initial.add(FieldRules.name(field), value);
    return this;
  }

  /** First values, which are taken when the object begins. */
  public LiveObjectBuilder with(Map<String, ?> values) {
    initial.addAll(values);
    return this;
  }

  /** Fields that stay in the program: {@link LiveObject#get} has them, nobody else. */
  public LiveObjectBuilder ignore(String... fields) {
    ignored.addAll(List.of(fields));
    return this;
  }

  /**
   * Fields that travel as {@code ***}, so that a change is seen and the value is not; beside those
   * that are masked everywhere for their names.
   */
  public LiveObjectBuilder redact(String... fields) {
    redacted.addAll(List.of(fields));
    return this;
  }

  /**
   * Lives until it is closed or the process ends, also when the program keeps no reference to it:
   * the garbage collector ends it never.
   */
  public LiveObjectBuilder longLived() {
    longLived = true;
    return this;
  }

  /** Is told in one message and has no end. What is set later is sent all the same. */
  public LiveObjectBuilder transientObject() {
    isTransient = true;
    return this;
  }

  /**
   * How often its whole state is sent, for readers who came later or missed something. Default 30
   * seconds; zero: only when they have missed something or ask; else 100 milliseconds at least.
   */
  public LiveObjectBuilder keyframes(Duration interval) {
    boolean off = interval.isZero();
    check(
        off || interval.compareTo(LEAST_KEYFRAMES) >= 0,
        "keyframes",
        interval,
        "0, or 100ms or more");
    keyframes = interval;
    return this;
  }

  /**
   * Puts the writes of that time together, for an object that changes often: a field's latest value
   * travels, with how many writes there were; the state stays right. Default zero: each write is a
   * message. A minute at most. What is said with a change, and the end, are never held back.
   */
  public LiveObjectBuilder coalesce(Duration interval) {
    boolean fits = !interval.isNegative() && interval.compareTo(MOST_COALESCED) <= 0;
    check(fits, "coalesce", interval, "from 0 to 1 minute");
    coalesced = interval;
    return this;
  }

  /** The level of changes without a message in the program's own log. Default DEBUG. */
  public LiveObjectBuilder level(Level ofChanges) {
    level = requireNonNull(ofChanges, "ofChanges");
    return this;
  }

  /** Sends nothing; the program's own log is written to all the same. */
  public LiveObjectBuilder silent() {
    silent = true;
    return this;
  }

  /** Whether changes are written to the program's own log. Default true. */
  public LiveObjectBuilder localLog(boolean written) {
    localLog = written;
    return this;
  }

  /**
   * Lets the end of the JVM wait that long for what is not sent yet, where that is more than {@code
   * weft.close.limit}. Ten minutes at most.
   */
  public LiveObjectBuilder waitOnExit(Duration longest) {
    boolean fits = !longest.isNegative() && longest.compareTo(LONGEST_WAIT) <= 0;
    check(fits, "waitOnExit", longest, "from 0 to 10 minutes");
    registry.mayWait(longest);
    return this;
  }

  /** Ends it when that object is no longer used, instead of when the live object is not. */
  public LiveObjectBuilder endWhenUnreachable(Object its) {
    owner = requireNonNull(its, "its");
    return this;
  }

  /**
   * For {@link LiveObject#wrap} only: what is set is published and read back, and the wrapped
   * object is left alone.
   */
  public LiveObjectBuilder detached() {
    detached = true;
    return this;
  }

  /**
   * Begins the object.
   *
   * @throws IllegalStateException when this builder was used before
   */
  public LiveObject create() {
    if (used) {
      throw new IllegalStateException("this object was begun already; make a new builder for each");
    }
    used = true;
    boolean hasNet = !(longLived || isTransient || silent);
    StackTraceElement maker = name == null || hasNet ? Maker.now() : null;
    String kind = name != null ? name : maker == null ? "object" : Maker.name(maker.getClassName());
    FieldRules rules = new FieldRules(ignored, redacted);
    Update first = initial.into(new Update(rules, false));
    ObjectState state = state(kind, rules);
    SafetyNet net = hasNet ? new SafetyNet(state, registry, String.valueOf(maker)) : null;
    return new LiveObject(state, rules, registry, net, owner)
        .begin(first, isTransient ? ObjectKind.TRANSIENT : ObjectKind.BORN);
  }

  private ObjectState state(String kind, FieldRules rules) {
    ObjectOptions options =
        new ObjectOptions(
            silent, isTransient, localLog, level, coalesced.toNanos(), keyframes.toNanos());
    String key = routingKey == null ? kind : routingKey;
    String unique = id == null ? randomId() : id;
    if (silent || isTransient) {
      return state(new ObjectIdentity(unique, key, headers), kind, options, rules);
    }
    return registry.open(
        unique,
        coalesced.toNanos(),
        free -> state(new ObjectIdentity(free, key, headers), kind, options, rules));
  }

  private ObjectState state(
      ObjectIdentity identity, String kind, ObjectOptions options, FieldRules rules) {
    return new ObjectState(new ObjectRecords(identity, kind), options, rules, registry.nanos());
  }

  // The bits of a version-4 UUID. Not for secrets: they come from a fast generator.
  private static String randomId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /** Whether {@link #detached} was asked for. */
  boolean isDetached() {
    return detached;
  }

  /** Whether that field was told to stay in the program. */
  boolean hides(String field) {
    return ignored.contains(field);
  }

  // What a routing key may be in AMQP.
  private static String key(String what, String words) {
    int bytes = words.getBytes(UTF_8).length;
    check(
        !words.isBlank() && bytes <= LONGEST_KEY_BYTES,
        what,
        words,
        "from 1 to " + LONGEST_KEY_BYTES + " bytes");
    return words;
  }

  private static void check(boolean holds, String what, Object value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException("\"" + what + ": " + value + "\" is not " + wanted);
    }
  }
}
