package dev.weft.mirror;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Steps over the records of a followed stream, one after the other, leaving out what is broken and
 * what only echoes another record.
 *
 * <p>Used by one thread; {@link #close} by any.
 */
final class RecordCursor {
  /** As much as waits for a slow reader; what comes then waits at the sender. */
  private static final long BUFFER_BYTES = 1 << 20;

  private final Receiver receiver;
  private final BatchBuffer buffer = new BatchBuffer(BUFFER_BYTES);
  private final RawEvent view = new RawEvent();
  private @Nullable Batch batch;
  private int next;

  private RecordCursor(Receiver receiver) {
    this.receiver = receiver;
  }

  static RecordCursor open(StreamBuilder<?> stream) {
    RecordCursor cursor = new RecordCursor(stream.receiver());
    try {
      cursor.receiver.start(cursor.buffer);
    } catch (IOException unreachable) {
      cursor.close();
      throw new UncheckedIOException(
          "cannot follow " + stream.shownAddress() + ": " + unreachable.getMessage(), unreachable);
    }
    return cursor;
  }

  /** The next record, once it is there; null when none follows. Valid until the next call. */
  @Nullable RawEvent next() {
    while (true) {
      while (batch != null && next < batch.size()) {
        RawEvent record = batch.view(next++, view);
        if (!Incoming.readable(record)) {
          reject();
        } else if (!Incoming.echoes(record)) {
          return record;
        }
      }
      batch = buffer.take(receiver::exhausted);
      next = 0;
      if (batch == null) {
        return null;
      }
    }
  }

  /** Counts a record that nothing could be made of. */
  void reject() {
    buffer.reject();
  }

  long rejected() {
    return buffer.rejected();
  }

  long lost() {
    return buffer.lost();
  }

  void close() {
    buffer.close();
    receiver.close();
  }
}
