package dev.weft.benchmarks;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;

/** Takes everything and keeps nothing, as {@code /dev/null} does for the peers. */
final class DiscardingSink implements Sink {
  @Override
  public Delivery deliver(Batch batch) {
    return Delivery.DELIVERED;
  }

  @Override
  public boolean releasesBatches() {
    return true;
  }

  @Override
  public void close() {}
}
