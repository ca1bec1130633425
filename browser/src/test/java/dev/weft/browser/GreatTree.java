package dev.weft.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Batch;
import dev.weft.testkit.WireRecord;

/** A tree of twenty thousand tasks, from long ago, so that it is in nobody's way. */
final class GreatTree {
  static final String ROOT = "0badcafe-0000-4000-8000-000000000001";

  /** How many tasks there are below the root, and below each of these. */
  static final int PARTS = 60;

  static final int STEPS = 333;

  private static final long BEGUN = 1_600_000_000_000_000L;

  private GreatTree() {}

  static Batch batch() {
    Batch.Builder batch = Batch.builder("great");
    add(batch, ROOT, "import", 0);
    for (int part = 1; part <= PARTS; part++) {
      add(batch, ROOT + "/" + part, "part " + part, part);
      for (int step = 1; step <= STEPS; step++) {
        add(batch, ROOT + "/" + part + "/" + step, "step " + step, part + step);
      }
    }
    return batch.build();
  }

  private static void add(Batch.Builder batch, String task, String name, int millis) {
    batch.add(WireRecord.begin(task, name).at(BEGUN + millis * 1_000L).json().getBytes(UTF_8));
  }
}
