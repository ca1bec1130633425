package dev.weft.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Batch;
import dev.weft.testkit.WireRecord;

/**
 * A task sixty levels deep, in which a shelf is changed six hundred times; from long ago, so that
 * it is in nobody's way.
 */
final class DeepWork {
  static final String ROOT = "0badcafe-0000-4000-8000-000000000002";

  /** Where all changes are made. */
  static final String DEEPEST = ROOT + "/1".repeat(60);

  /** An object whose life is longer than what is read of it at once. */
  static final String SHELF = "shelf-7";

  /** The number of its last change. */
  static final int LAST = 599;

  private static final long BEGUN = 1_600_000_100_000_000L;

  private DeepWork() {}

  static Batch batch() {
    Batch.Builder batch = Batch.builder("deep");
    for (int depth = 0; depth <= 60; depth++) {
      add(batch, WireRecord.begin(ROOT + "/1".repeat(depth), "level " + depth), depth);
    }
    for (int change = 0; change <= LAST; change++) {
      WireRecord changed =
          WireRecord.change(SHELF, change).key(DEEPEST, change + 1).set("cups", change);
      String status = change == 0 ? "born" : change == LAST ? "finished" : null;
      add(batch, status == null ? changed : changed.status(status), 100 + change);
    }
    return batch.build();
  }

  private static void add(Batch.Builder batch, WireRecord record, int millis) {
    batch.add(record.at(BEGUN + millis * 1_000L).json().getBytes(UTF_8));
  }
}
