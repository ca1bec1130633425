package dev.weft.dispatch;

import dev.weft.event.Level;
import dev.weft.record.Losses;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the records that left the queue: delivered to one sink at least, or lost to all of
 * them. Usable from any thread.
 */
final class Tally {
  private final LongAdder delivered = new LongAdder();
  private final Losses losses = new Losses();

  void delivered(long records) {
    delivered.add(records);
  }

  void lost(String reason, Level level) {
    losses.count(reason, level, 1);
  }

  long delivered() {
    return delivered.sum();
  }

  Losses losses() {
    return losses;
  }
}
