package dev.weft.dispatch;

import dev.weft.event.Level;
import dev.weft.event.flow.Batch;
import java.util.BitSet;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to every sink, and what became of its records. A record is delivered when the
 * first sink takes it; one that none takes is lost, for the reason that the last sink gave.
 *
 * <p>Usable from any thread; each lane settles once.
 */
final class Parcel {
  /** Stands in {@code levels} for a record of Weft's own, which is in no count. */
  static final byte OWN = -1;

  private final Object lock = new Object();
  private final Batch batch;
  private final byte[] levels;
  private final Map<String, Long> reported;
  private final Tally tally;
  private final Consumer<Batch> settled;
  private final BitSet undelivered = new BitSet();
  private final int records;
  private int lanes;
  private volatile boolean abandoned;
  private String reason = "";

  /**
   * A parcel that so many lanes will settle.
   *
   * @param levels each record's level by its number, or {@link #OWN}
   * @param reported the losses that the parcel's own records tell of
   * @param settled takes the batch once all lanes are done with it
   */
  Parcel(
      Batch batch,
      byte[] levels,
      Map<String, Long> reported,
      int lanes,
      Tally tally,
      Consumer<Batch> settled) {
    this.batch = batch;
    this.levels = levels;
    this.reported = reported;
    this.lanes = lanes;
    this.tally = tally;
    this.settled = settled;
    for (int i = 0; i < levels.length; i++) {
      undelivered.set(i, levels[i] != OWN);
    }
    records = undelivered.cardinality();
  }

  Batch batch() {
    return batch;
  }

  /** How many of the application's records. */
  int records() {
    return records;
  }

  /** The losses that its own records tell of. */
  Map<String, Long> reported() {
    return reported;
  }

  /** The level of record {@code index}; null for one of Weft's own. */
  @Nullable Level level(int index) {
    return levels[index] == OWN ? null : Level.ofNumber(levels[index]);
  }

  /** One lane delivered none. */
  void dropped(String why) {
    BitSet all = new BitSet();
    all.set(0, levels.length);
    if (why.equals(Lane.CLOSE)) {
      // A sink that would not stop may still look at it.
      abandoned = true;
    }
    settle(all, why);
  }

  /** One lane delivered all but {@code failed}. */
  void settle(BitSet failed, String why) {
    synchronized (lock) {
      int before = undelivered.cardinality();
      undelivered.and(failed);
      tally.delivered(before - undelivered.cardinality());
      if (!why.isEmpty()) {
        reason = why;
      }
      if (--lanes == 0) {
        undelivered.stream().forEach(i -> tally.lost(reason, Level.ofNumber(levels[i])));
        if (!abandoned) {
          settled.accept(batch);
        }
      }
    }
  }
}
