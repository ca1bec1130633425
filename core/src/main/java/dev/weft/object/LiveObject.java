package dev.weft.object;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Level;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * State that the program publishes while it changes: a job and how far it is, a connection and what
 * it does. Each change is a message with what is new; readers put the messages together and have
 * the state, also those who come later.
 *
 * <pre>{@code
 * try (LiveObject request = LiveObject.open("web.request", Map.of("url", "http://foo.com"))) {
 *   request.set("status", 200);
 *   request.update(change -> change.set("z", 3).remove("x").message(Level.INFO, "z is {z}"));
 *   request.log().with("retry", 2).warn("slow");
 * }
 * }</pre>
 *
 * <p>Values are taken at the call, as those of log records are: what may change is copied within a
 * budget, secrets are masked. An object keeps 1,024 fields and 256 Ki characters. Names are free
 * but for {@code context log update _}, which contexture's objects cannot have: they are refused.
 *
 * <p>An object ends once: by {@link #close}; when the process ends; or, as a safety net, when the
 * garbage collector finds that nobody has it any more, which is said once for each place in the
 * code. Changes made after the end are sent all the same, and marked as late.
 *
 * <p>Usable from any thread. But for refused names nothing here throws, and nothing waits for a
 * transport.
 */
public final class LiveObject implements AutoCloseable {
  private final ObjectState state;
  private final FieldRules rules;
  private final ObjectRegistry registry;
  // What does not travel as it was given. Not in the state, which must not lead back to here;
  // guarded by the state's lock.
  private final Map<String, @Nullable Object> given = new HashMap<>();
  private final Cleaner.@Nullable Cleanable net;
  private volatile @Nullable Throwable failure;

  /**
   * Makes it, without a word.
   *
   * @param net what ends it when it, or its owner, is no longer used; null for nothing
   */
  LiveObject(
      ObjectState state,
      FieldRules rules,
      ObjectRegistry registry,
      @Nullable SafetyNet net,
      @Nullable Object owner) {
    this.state = state;
    this.rules = rules;
    this.registry = registry;
    this.net = net == null ? null : net.under(owner == null ? this : owner);
  }

  /**
   * Begins an object, whose first values travel with the word that it is there.
   *
   * @param name what kind of object, such as {@code web.request}: its routing key and logger too
   */
  public static LiveObject open(String name, Map<String, ?> initial) {
    return named(name).with(initial).create();
  }

  /** An object to be described further, of that name. */
  public static LiveObjectBuilder named(String name) {
    return builder().name(name);
  }

  /** An object to be described further, named after the class that calls. */
  public static LiveObjectBuilder builder() {
    return new LiveObjectBuilder(OpenObjects.ALL);
  }

  /** Publishes something that has no life: one message, and nothing remains. */
  public static void sendTransient(String routingKey, Map<String, ?> values) {
    named(routingKey).transientObject().with(values).create();
  }

  /**
   * Publishes an object of the program's through its interface: what is set through the result is
   * set in the object and published. {@code setStage("parse")} publishes {@code stage}. A method
   * {@code close()} without parameters ends it.
   *
   * @param customizer may give a name, hide fields, and so on
   * @throws IllegalArgumentException when the type is no interface, or a setter's name is reserved
   */
  public static <T> T wrap(T target, Class<T> type, Consumer<LiveObjectBuilder> customizer) {
    return LiveProxy.of(requireNonNull(target, "target"), type, builder(), customizer);
  }

  /** The same, named after the class that calls. */
  public static <T> T wrap(T target, Class<T> type) {
    return wrap(target, type, builder -> {});
  }

  /**
   * The live object behind the result of {@link #wrap}.
   *
   * @throws IllegalArgumentException when it is no such result
   */
  public static LiveObject of(Object wrapped) {
    LiveObject object = LiveProxy.behind(wrapped);
    if (object == null) {
      throw new IllegalArgumentException(
          wrapped.getClass().getName() + " was not made by LiveObject.wrap");
    }
    return object;
  }

  /**
   * Waits until all that was published before is with the senders, or dropped.
   *
   * @return whether it was within the limit; true when Weft is not started
   */
  public static boolean flush(Duration limit) {
    return OpenObjects.ALL.flush(requireNonNull(limit, "limit"));
  }

  /** Which object: what readers know it by. */
  public String id() {
    return state.id();
  }

  /** What kind of object. */
  public String name() {
    return state.name();
  }

  /**
   * Gives a field a value and publishes that. A live object or a scope travels as its id.
   *
   * @throws IllegalArgumentException when the name is one of {@code context log update _}
   */
  public void set(String name, @Nullable Object value) {
    apply(new Update(rules, false).set(name, value));
  }

  /** Gives several fields their values, in one message. */
  public void set(Map<String, ?> values) {
    apply(Entries.of(values).into(new Update(rules, false)));
  }

  /** Removes a field, which is not the same as setting it to null. */
  public void remove(String name) {
    apply(new Update(rules, false).remove(name));
  }

  /**
   * Makes several changes at once, in one message. What the function throws is thrown on, and then
   * nothing has changed.
   */
  public void update(Consumer<Update> changes) {
    Update update = new Update(rules, false);
    changes.accept(update);
    apply(update);
  }

  /**
   * Publishes what of the given object differs from what was published last: the components of a
   * record, the entries of a map, or the properties of any other object, by its public getters and
   * those fields that are not private.
   *
   * @throws IllegalArgumentException when one of the names is reserved
   */
  public void sync(Object source) {
    apply(Entries.ofObject(source).into(new Update(rules, true)));
  }

  /** What is said through the result belongs to this object and is a log record too. */
  public ObjectLog log() {
    return new ObjectLog(this);
  }

  /** The value of a field as it was given; null where there is none. */
  public @Nullable Object get(String name) {
    return state.value(name, given);
  }

  /** All values as they travel, at this moment: without those that are hidden, secrets masked. */
  public Map<String, @Nullable Object> values() {
    return state.values();
  }

  /** Says that the object's work failed: its end becomes an ERROR with the exception. */
  public void fail(Throwable thrown) {
    failure = requireNonNull(thrown, "thrown");
  }

  /** Whether it has ended. */
  public boolean ended() {
    return state.ended();
  }

  /** Ends the object. A second call does nothing. */
  @Override
  public void close() {
    Throwable thrown = failure;
    try {
      if (thrown == null) {
        registry.finish(state, null, null);
      } else {
        Update last = new Update(rules, false);
        last.message(Level.ERROR, "FAILED " + name()).thrown(thrown);
        registry.finish(state, "fail", last);
      }
      if (net != null) {
        net.clean();
      }
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Says that it is there, with its first values. */
  LiveObject begin(Update initial, ObjectKind kind) {
    state.begin(initial, given, kind);
    return this;
  }

  /** Makes the change; with the object kept until it is made, or its end might come first. */
  void apply(Update update) {
    try {
      state.apply(update, given);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  FieldRules rules() {
    return rules;
  }

  /** Name and id, for a person. */
  @Override
  public String toString() {
    return name() + ' ' + id();
  }

  /**
   * A class to extend, whose objects are live ones, named after their class.
   *
   * <p>Usable from any thread.
   */
  public abstract static class Base implements AutoCloseable {
    private final LiveObject live;

    /** Begins it, without values. */
    protected Base() {
      this(builder -> {});
    }

    /** Begins it, described further by the function. */
    protected Base(Consumer<LiveObjectBuilder> customizer) {
      LiveObjectBuilder builder = builder().name(Maker.name(getClass().getName()));
      customizer.accept(builder);
      live = builder.create();
    }

    /** The object that is published. */
    public final LiveObject live() {
      return live;
    }

    /** Gives a field a value and publishes that. */
    protected final void set(String name, @Nullable Object value) {
      live.set(name, value);
    }

    /** Makes several changes at once, in one message. */
    protected final void update(Consumer<Update> changes) {
      live.update(changes);
    }

    /** Removes a field. */
    protected final void remove(String name) {
      live.remove(name);
    }

    /** The value of a field as it was given; null where there is none. */
    protected final @Nullable Object get(String name) {
      return live.get(name);
    }

    /** What is said through the result belongs to this object. */
    protected final ObjectLog log() {
      return live.log();
    }

    /** Ends it. */
    @Override
    public void close() {
      live.close();
    }
  }
}
