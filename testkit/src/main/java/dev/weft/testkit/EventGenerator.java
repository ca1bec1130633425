package dev.weft.testkit;

import dev.weft.event.flow.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes records of a small random system, the same for the same seed: trees over several processes,
 * with begins, ends, lines, failures and live objects; a Python program that marks neither begins
 * nor ends; lines outside every task; ends and begins that are missing; many events of one time. No
 * two records have one identity.
 *
 * <p>Used by one thread.
 */
public final class EventGenerator {
  /** The earliest time of a record, in microseconds since 1970: 2026-11-20T09:00:00Z. */
  public static final long START_MICROS = 1_795_165_200_000_000L;

  private static final int HOSTS = 3;
  private static final int OUTSIDE_EVERY = 8;

  private final Random random;
  private final List<GeneratedProcess> processes = new ArrayList<>();
  private final List<String> roots = new ArrayList<>();
  private final List<String> objects = new ArrayList<>();

  private EventGenerator(long seed) {
    random = new Random(seed);
    for (int i = 0; i < HOSTS; i++) {
      processes.add(
          new GeneratedProcess("web-" + (i + 1), i == 0 ? "shop" : "pay", 4711 + i, false));
    }
    processes.add(new GeneratedProcess("batch-1", "report", 99, true));
  }

  /** A generator of that seed. */
  public static EventGenerator seeded(long seed) {
    return new EventGenerator(seed);
  }

  /**
   * Goes on by at least so many records, as they might arrive: those of each process in order,
   * those of different processes mixed.
   */
  public List<byte[]> records(int atLeast) {
    List<byte[]> records = new ArrayList<>();
    while (records.size() < atLeast) {
      records.addAll(new GeneratedTree(random, processes, roots, objects).records());
      if (random.nextInt(OUTSIDE_EVERY) == 0) {
        records.add(GeneratedTree.outside(random, processes.get(random.nextInt(HOSTS + 1))));
      }
    }
    mix(records);
    return records;
  }

  /** Neighbours change places, as on a way with several paths. */
  private void mix(List<byte[]> records) {
    for (int i = 1; i < records.size(); i++) {
      if (random.nextInt(4) == 0) {
        Collections.swap(records, i, i - 1);
      }
    }
  }

  /** As {@link #records}, as a batch. */
  public Batch batch(int atLeast) {
    Batch.Builder builder = Batch.builder("generated");
    records(atLeast).forEach(builder::add);
    return builder.build();
  }

  /** The roots of the trees so far. */
  public List<String> roots() {
    return List.copyOf(roots);
  }

  /** The ids of the live objects so far. */
  public List<String> objects() {
    return List.copyOf(objects);
  }
}
