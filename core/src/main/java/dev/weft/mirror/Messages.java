package dev.weft.mirror;

import dev.weft.event.codec.RawEvent;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a stream, one after the other, as lcmon's {@code monitor.messages()}:
 *
 * <pre>{@code
 * try (Messages messages = Messages.from("amqp://localhost").routingKeys("shop.#").open()) {
 *   messages.forEachRemaining(message -> System.out.println(message.object()));
 * }
 * }</pre>
 *
 * <p>{@link #hasNext} waits for the next message; it is false after {@link #close}, when the thread
 * is interrupted, and where a stream has an end, behind that. While the reader is slow about a
 * mebibyte is held; then the receiver waits. Signs of life, and what Weft sends a second time for
 * contexture's readers, are left out. What is no record is left out and {@linkplain #rejected
 * counted}.
 *
 * <p>Used by one thread; {@link #close} and the counters by any.
 */
public final class Messages implements Iterator<Message>, AutoCloseable {
  private final RecordCursor records;
  private @Nullable Message next;
  private volatile boolean closed;

  private Messages(RecordCursor records) {
    this.records = records;
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
      next = read(record);
    }
    return next != null && !closed;
  }

  private @Nullable Message read(RawEvent record) {
    if (Incoming.heartbeat(record)) {
      return null;
    }
    try {
      return Message.of(record);
    } catch (RuntimeException unreadable) {
      records.reject();
      return null;
    }
  }

  @Override
  public Message next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("no message follows");
    }
    Message message = next;
    next = null;
    return message;
  }

  /** The messages from here on as a stream; closing it closes this. */
  public Stream<Message> stream() {
    return streamOf(this, this::close);
  }

  static <T> Stream<T> streamOf(Iterator<T> items, Runnable close) {
    int properties = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, properties), false)
        .onClose(close);
  }

  /** How many pieces were no record. */
  public long rejected() {
    return records.rejected();
  }

  /** How many records the transport knows to be lost before they were here. */
  public long lost() {
    return records.lost();
  }

  /** Ends the stream, and a wait for its next message. A second call does nothing. */
  @Override
  public void close() {
    closed = true;
    records.close();
  }

  /** Says what to follow. Used by one thread. */
  public static final class Builder extends StreamBuilder<Builder> {
    private Builder(String address) {
      super(address);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Begins to follow.
     *
     * @throws dev.weft.event.flow.ConfigurationException when the address, or what is asked of it,
     *     makes no sense
     * @throws java.io.UncheckedIOException when it cannot be reached
     */
    public Messages open() {
      return new Messages(RecordCursor.open(this));
    }
  }
}
