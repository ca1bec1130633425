package dev.weft.dispatch;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Sink;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Arrays of batches that all sinks are done with, to be written again: fresh memory costs a record
 * as much as writing its members does. None are kept where a sink may still look at them.
 *
 * <p>Usable from any thread.
 */
final class Spares {
  private static final int MOST = 4;
  private static final int LARGEST = 256 << 10;

  private final ArrayBlockingQueue<byte[]> arrays = new ArrayBlockingQueue<>(MOST);
  private final boolean keeps;

  Spares(Collection<Sink> sinks) {
    keeps = sinks.stream().allMatch(Sink::releasesBatches);
  }

  /** Takes the array of a batch that nobody uses any more. */
  void offer(Batch batch) {
    byte[] array = batch.bytes();
    if (keeps && array.length <= LARGEST) {
      arrays.offer(array);
    }
  }

  /** What the builder gathered, as a batch. */
  Batch build(Batch.Builder builder) {
    byte[] spare = arrays.poll();
    return spare == null ? builder.build() : builder.build(spare);
  }
}
