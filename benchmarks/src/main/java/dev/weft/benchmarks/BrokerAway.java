package dev.weft.benchmarks;

import dev.weft.Weft;
import dev.weft.object.LiveObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What memory live objects take while no broker is there: makes the updates of so many minutes at
 * 10,000 a second, as fast as they go, and prints the memory after a tenth of them and at the end.
 * A hundred objects are open at a time; one update in a hundred ends one and begins another.
 *
 * <p>Reads {@code /proc}, so it runs on Linux.
 *
 * <pre>BrokerAway MINUTES</pre>
 */
final class BrokerAway {
  private static final int OBJECTS = 100;
  private static final long PER_MINUTE = 600_000;
  private static final int LIFE = 100;

  private BrokerAway() {}

  public static void main(String[] arguments) throws IOException {
    long minutes = Long.parseLong(arguments[0]);
    Weft.configure()
        .service("benchmark")
        .localLines(false)
        .to("amqp://127.0.0.1:" + Ports.free())
        .start();
    LiveObject[] objects = new LiveObject[OBJECTS];
    long start = System.nanoTime();
    long updates = minutes * PER_MINUTE;
    update(objects, 0, updates / 10);
    Memory first = Memory.now();
    update(objects, updates / 10, updates);
    double seconds = (System.nanoTime() - start) / 1e9;
    Memory last = Memory.now();
    System.out.printf(
        Locale.ROOT,
        "%-28s updates %,d in %.0f s  after a tenth: heap %.1f MiB, resident %d MiB"
            + "  at the end: heap %.1f MiB, resident %d MiB  lost %,d%n",
        "weft-object-broker-away",
        updates,
        seconds,
        first.heapMib,
        first.residentMib,
        last.heapMib,
        last.residentMib,
        Weft.stats().droppedTotal());
    Weft.stop(Duration.ZERO);
    System.exit(0);
  }

  private static void update(LiveObject[] objects, long from, long to) {
    for (long turn = from; turn < to; turn++) {
      int at = (int) (turn % OBJECTS);
      if (objects[at] == null || turn / OBJECTS % LIFE == at) {
        if (objects[at] != null) {
          objects[at].close();
        }
        objects[at] = LiveObject.named(JobUpdate.NAME).with("stage", "fetch").create();
      }
      objects[at].set(JobUpdate.FIELD, turn);
    }
  }

  private record Memory(double heapMib, long residentMib) {
    static Memory now() throws IOException {
      // What is reachable, and not what happens to lie about.
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      return new Memory(heap / (double) (1 << 20), residentKib() / 1024);
    }

    private static long residentKib() throws IOException {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
          .findFirst()
          .orElse(0);
    }
  }
}
