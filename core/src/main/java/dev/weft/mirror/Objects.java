package dev.weft.mirror;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.collate.Applied;
import dev.weft.event.collate.ObjectTable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a stream as they end, one after the other, as lcmon's {@code monitor.objects()}:
 *
 * <pre>{@code
 * try (Objects objects = Objects.from("amqp://localhost").routingKeys("shop.#").open()) {
 *   objects.forEachRemaining(ended -> System.out.println(ended.object().asMap()));
 * }
 * }</pre>
 *
 * <p>Where lcmon is at fault, this is right: transient objects come too, what was deleted is gone,
 * an object whose birth was not seen comes as partial, one that was told twice comes once, and
 * memory is bounded: of too many objects those that have ended are forgotten first, then those
 * untouched for longest, which is {@linkplain #evicted counted}.
 *
 * <p>{@link #hasNext} waits and ends as that of {@link Messages} does. Used by one thread; {@link
 * #close} and the counters by any.
 */
public final class Objects implements Iterator<Observed>, AutoCloseable {
  private final RecordCursor records;
  private final ObjectTable table;
  private final boolean eager;
  private final @Nullable CapturedMessages captured;
  private final @Nullable Consumer<Message> each;
  private @Nullable Observed next;
  private volatile long evicted;
  private volatile boolean closed;

  private Objects(Builder builder) {
    this.table = ObjectTable.bounded(builder.mostObjects, builder.mostBytes);
    this.eager = builder.eager;
    this.captured = builder.capture ? new CapturedMessages(builder.mostBytes) : null;
    this.each = builder.each;
    this.records = RecordCursor.open(builder);
  }

  /**
   * Begins to say what to follow.
   *
   * @param address such as {@code amqp://localhost} or {@code zeromq://localhost:5011}
   */
  public static Builder from(String address) {
    return new Builder(address);
  }

  @Override
  public boolean hasNext() {
    while (next == null && !closed) {
      RawEvent record = records.next();
      if (record == null) {
        return false;
      }
      if (!Incoming.heartbeat(record)) {
        next = take(record);
      }
    }
    return next != null && !closed;
  }

  private @Nullable Observed take(RawEvent record) {
    ObjectChanged change;
    Message message;
    try {
      change = Incoming.maybeChange(record) ? change(record) : null;
      message = each == null ? null : Message.of(record);
    } catch (RuntimeException unreadable) {
      records.reject();
      return null;
    }
    if (each != null && message != null) {
      each.accept(message);
    }
    return change == null ? null : take(change, record);
  }

  private static @Nullable ObjectChanged change(RawEvent record) {
    return EventDecoder.decode(record) instanceof ObjectChanged change ? change : null;
  }

  private @Nullable Observed take(ObjectChanged change, RawEvent record) {
    Applied applied = table.apply(change);
    evicted = table.evicted();
    if (applied instanceof Applied.Duplicate || applied instanceof Applied.Ignored) {
      return null;
    }
    String id = change.objectId();
    if (captured != null) {
      captured.add(id, record);
    }
    boolean ended = applied instanceof Applied.Ended;
    Observed observed = ended || eager ? observe(id) : null;
    if (ended && captured != null) {
      captured.forget(id);
    }
    return observed;
  }

  private @Nullable Observed observe(String id) {
    // An object larger than all the room there is has been let go already.
    View view = table.view(id).map(object -> new View(object, null)).orElse(null);
    if (view == null) {
      return null;
    }
    return captured == null ? new Observed(view, List.of(), 0) : captured.with(view);
  }

  @Override
  public Observed next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("no object follows");
    }
    Observed observed = next;
    next = null;
    return observed;
  }

  /** The objects from here on as a stream; closing it closes this. */
  public Stream<Observed> stream() {
    return Messages.streamOf(this, this::close);
  }

  /** How many pieces were no record. */
  public long rejected() {
    return records.rejected();
  }

  /** How many records the transport knows to be lost before they were here. */
  public long lost() {
    return records.lost();
  }

  /** How many objects were let go to keep the bounds. */
  public long evicted() {
    return evicted;
  }

  /** Ends the stream, and a wait for its next object. A second call does nothing. */
  @Override
  public void close() {
    closed = true;
    records.close();
  }

  /** Says what to follow. Used by one thread. */
  public static final class Builder extends StreamBuilder<Builder> {
    private int mostObjects = 10_000;
    private long mostBytes = 64 << 20;
    private boolean eager;
    private boolean capture;
    private @Nullable Consumer<Message> each;

    private Builder(String address) {
      super(address);
    }

    @Override
    Builder self() {
      return this;
    }

    /** Gives an object at each of its changes, not only at its end. */
    public Builder eager() {
      eager = true;
      return this;
    }

    /**
     * Gives with each object the messages that told it: the latest 1000 of one object, and of all
     * objects as many as fit into {@link #limit}'s bytes.
     */
    public Builder captureMessages() {
      capture = true;
      return this;
    }

    /**
     * Gives each message on too, whatever it tells, before the object that it ends; called by the
     * thread that iterates.
     */
    public Builder yieldMessages(Consumer<Message> taker) {
      each = requireNonNull(taker, "taker");
      return this;
    }

    /**
     * Bounds the memory.
     *
     * @param objects how many objects are held. Default 10,000
     * @param bytes how much their values may take, by estimate, and captured messages once more.
     *     Default 64 MiB
     * @throws IllegalArgumentException when one of them is below 1
     */
    public Builder limit(int objects, long bytes) {
      ObjectTable.bounded(objects, bytes);
      mostObjects = objects;
      mostBytes = bytes;
      return this;
    }

    /**
     * Begins to follow.
     *
     * @throws dev.weft.event.flow.ConfigurationException when the address, or what is asked of it,
     *     makes no sense
     * @throws java.io.UncheckedIOException when it cannot be reached
     */
    public Objects open() {
      return new Objects(this);
    }
  }
}
