package dev.weft.mirror;

import static java.util.Objects.requireNonNull;

import dev.weft.event.collate.ObjectTable;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.SnapshotRequester;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Live views of remote objects:
 *
 * <pre>{@code
 * try (Mirror mirror = Mirror.connect("amqp://localhost").routingKeys("shop.#").open()) {
 *   mirror.ready().get(5, SECONDS);
 *   View order = mirror.get("order-17").orElseThrow();
 * }
 * }</pre>
 *
 * <h2>Joining late</h2>
 *
 * A mirror subscribes first, then asks the producers for their objects' whole state where the
 * transport has a way back, and applies what is newer. Until an object's state has come its view is
 * partial. Where there is no way back, the producers' keyframes complete the views. Lost changes
 * make a view stale and are asked for in the same way. The algorithm is that of the ZeroMQ guide's
 * Clone pattern, with a number for each object instead of one for all.
 *
 * <h2>Changes</h2>
 *
 * {@link #changes} tells what happens from the subscription on; who subscribes and then looks at
 * {@link #views} misses nothing. Each subscriber has a thread and a bounded row of its own: one
 * that is too slow is told by a {@link Change.Gap} how many changes were left out for it, and holds
 * nobody up.
 *
 * <p>Usable from any thread.
 */
public final class Mirror implements AutoCloseable {
  private final Receiver receiver;
  private final ChangePublisher publisher;
  private final MirrorState state;
  private final Keeper keeper;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  private Mirror(Builder builder, Receiver receiver) {
    String name = "weft-mirror{" + builder.shownAddress() + '}';
    this.receiver = receiver;
    this.publisher = new ChangePublisher(name, builder.buffer);
    this.state =
        new MirrorState(
            ObjectTable.bounded(builder.mostObjects, builder.mostBytes),
            publisher,
            builder.clock,
            builder.silence,
            Types.of(builder.types),
            this::callKeeper);
    SnapshotAsking asking =
        receiver instanceof SnapshotRequester requester
            ? new SnapshotAsking(requester, builder.shownAddress())
            : null;
    this.keeper =
        new Keeper(
            name, state, asking, builder.clock, builder.settle, builder.snapshotLimit, ready);
  }

  private void callKeeper() {
    keeper.call();
  }

  /**
   * Begins to say what to mirror.
   *
   * @param address such as {@code amqp://localhost} or {@code zeromq://localhost:5011}
   */
  public static Builder connect(String address) {
    return new Builder(address);
  }

  private Mirror start(String address) {
    try {
      receiver.start(state);
    } catch (IOException unreachable) {
      close();
      throw new UncheckedIOException(
          "cannot follow " + address + ": " + unreachable.getMessage(), unreachable);
    }
    keeper.start();
    return this;
  }

  /**
   * Completes when the views are whole: no object of a counting program has waited for its state
   * for the settling time. That is also so when there is no object at all. At the snapshot limit it
   * completes in any case, and where the transport has no way back after the settling time; what is
   * partial then says so. Fails when the mirror is closed before.
   */
  public CompletableFuture<Void> ready() {
    return ready.copy();
  }

  /** The object's view now; empty for one never seen, or forgotten to keep the bounds. */
  public Optional<View> get(String id) {
    return state.get(requireNonNull(id, "id"));
  }

  /** The views of all objects now, the ended ones that are still held among them. */
  public List<View> views() {
    return state.views();
  }

  /** What happens from each subscription on. */
  public Flow.Publisher<Change> changes() {
    return publisher;
  }

  /** What has been counted so far. */
  public MirrorStats stats() {
    return state.stats();
  }

  /**
   * Stops following, within some seconds. Views stay as they were; subscribers are told the end. A
   * second call does nothing.
   */
  @Override
  public void close() {
    receiver.close();
    keeper.close();
    publisher.close();
    ready.completeExceptionally(
        new IllegalStateException("the mirror was closed before it was ready"));
  }

  /** Says what to mirror. Used by one thread. */
  public static final class Builder extends StreamBuilder<Builder> {
    private final Map<String, RecordFactory<?>> types = new LinkedHashMap<>();
    private Duration settle = Duration.ofSeconds(1);
    private Duration snapshotLimit = Duration.ofSeconds(10);
    private Duration silence = ObjectTable.SILENCE;
    private int mostObjects = 10_000;
    private long mostBytes = 256 << 20;
    private int buffer = 4_096;
    private InstantSource clock = steadyClock();

    private Builder(String address) {
      super(address);
    }

    // Silence and pauses must not follow a wall clock that is set.
    private static InstantSource steadyClock() {
      Instant start = Instant.now();
      long nanos = System.nanoTime();
      return () -> start.plusNanos(System.nanoTime() - nanos);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Has objects with such a routing key be {@linkplain View#typed typed}.
     *
     * @param routingKey a key, or a pattern as {@link #routingKeys} has; the first that matches
     *     counts
     * @throws ConfigurationException when nothing on the wire could become one of the record's
     *     components
     */
    public Builder typed(String routingKey, Class<? extends Record> type) {
      requireNonNull(routingKey, "routingKey");
      try {
        RecordFactory<?> factory = RecordFactory.of(type);
        factory.check(0);
        types.put(routingKey, factory);
      } catch (ViewException unfit) {
        throw new ConfigurationException("typed", routingKey + ": " + unfit.getMessage());
      }
      return this;
    }

    /** For how long no object must have waited for its state. Default 1 second. */
    public Builder settle(Duration time) {
      settle = notNegative("settle", time);
      return this;
    }

    /** After how long the mirror is ready in any case. Default 10 seconds. */
    public Builder snapshotLimit(Duration time) {
      snapshotLimit = notNegative("snapshotLimit", time);
      return this;
    }

    /**
     * For how long a counting program has to be unheard for the views of its objects to be stale.
     * Default 45 seconds, three times what lies between its signs of life; it says something more
     * often where {@code weft.heartbeat} is less.
     */
    public Builder silence(Duration time) {
      if (time.isZero()) {
        throw new ConfigurationException("silence", "silence is 0; every program pauses");
      }
      silence = notNegative("silence", time);
      return this;
    }

    private static Duration notNegative(String name, Duration time) {
      if (time.isNegative()) {
        throw new ConfigurationException(name, name + " < 0: " + time);
      }
      return time;
    }

    /** How many changes wait for a slow subscriber. Default 4096. */
    public Builder buffer(int changes) {
      if (changes < 1) {
        throw new ConfigurationException("buffer", "buffer < 1: " + changes);
      }
      buffer = changes;
      return this;
    }

    /**
     * Bounds the memory: of too many objects those that have ended are forgotten first, then those
     * untouched for longest.
     *
     * @param objects how many objects are held. Default 10,000
     * @param bytes how much their values may take, by estimate. Default 256 MiB
     * @throws IllegalArgumentException when one of them is below 1
     */
    public Builder limit(int objects, long bytes) {
      ObjectTable.bounded(objects, bytes);
      mostObjects = objects;
      mostBytes = bytes;
      return this;
    }

    Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    /**
     * Begins to mirror.
     *
     * @throws ConfigurationException when the address, or what is asked of it, makes no sense
     * @throws UncheckedIOException when it cannot be reached
     */
    public Mirror open() {
      return new Mirror(this, receiver()).start(shownAddress());
    }
  }

  /** Which record an object becomes, by its routing key. */
  private record Types(Map<String, RecordFactory<?>> byPattern) {
    static Function<@Nullable String, @Nullable RecordFactory<?>> of(
        Map<String, RecordFactory<?>> byPattern) {
      return new Types(new LinkedHashMap<>(byPattern))::type;
    }

    private @Nullable RecordFactory<?> type(@Nullable String routingKey) {
      if (routingKey == null || byPattern.isEmpty()) {
        return null;
      }
      for (Map.Entry<String, RecordFactory<?>> entry : byPattern.entrySet()) {
        if (Interest.matches(entry.getKey(), routingKey)) {
          return entry.getValue();
        }
      }
      return null;
    }
  }
}
