package dev.weft.dispatch;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Sink;
import java.util.Collection;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Batches that all sinks are done with, whose arrays are written again: fresh memory costs a record
 * as much as writing its members does. None are kept where a sink may still look at them.
 *
 * <p>Usable from any thread.
 */
final class Spares {
  private static final int MOST = 16;
  private static final int LARGEST = 512 << 10;

  // The one used last first: it lies in the processor's cache.
  private final LinkedBlockingDeque<Batch> spent = new LinkedBlockingDeque<>(MOST);
  private final boolean keeps;

  Spares(Collection<Sink> sinks) {
    keeps = sinks.stream().allMatch(Sink::releasesBatches);
  }

  /** Takes a batch that nobody uses any more. */
  void offer(Batch batch) {
    if (keeps && batch.capacity() <= LARGEST) {
      spent.offerFirst(batch);
    }
  }

  /** What the builder gathered, as a batch. */
  Batch build(Batch.Builder builder) {
    Batch spare = spent.pollFirst();
    return spare == null ? builder.build() : builder.build(spare);
  }
}
