package dev.weft.benchmarks;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;

/** Takes everything and keeps nothing, as {@code /dev/null} does for the peers. */
final class DiscardingSink implements Sink {
  private volatile long bytes;

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one dispatcher thread writes
  public Delivery deliver(Batch batch) {
    bytes += batch.length();
    return Delivery.DELIVERED;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() {}
}
