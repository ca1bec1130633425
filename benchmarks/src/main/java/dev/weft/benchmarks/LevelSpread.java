package dev.weft.benchmarks;

import dev.weft.event.control.Answers;
import dev.weft.event.control.Control;
import dev.weft.event.control.Instance;
import dev.weft.event.control.LocalHub;
import dev.weft.level.LoggingLevels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long a change of a level takes until all of 50 instances in this process have set it and said
 * so: the first, with nothing warm, and the median and the slowest of those after it.
 *
 * <pre>LevelSpread [INSTANCES [CHANGES]]</pre>
 */
final class LevelSpread {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String CHANNEL = "set_level";

  private LevelSpread() {}

  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
    int changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    LoggingLevels levels = LoggingLevels.inProgram();
    LocalHub hub = new LocalHub();
    List<Control> instances = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Control instance = hub.join(new Instance("host-" + i, i));
      // Instances of one process share its logging system, so each has a logger of its own.
      String suffix = "." + i;
      instance
          .bus()
          .subscribe(
              CHANNEL,
              parameters -> {
                levels.set(
                    parameters.get("name") + suffix, String.valueOf(parameters.get("level")));
                return true;
              });
      instances.add(instance);
    }
    long[] nanos = new long[changes];
    for (int i = 0; i < changes; i++) {
      nanos[i] = change(instances.get(0), i % 2 == 0 ? "DEBUG" : "INFO", count);
    }
    instances.forEach(Control::close);
    long first = nanos[0];
    Arrays.sort(nanos, 1, changes);
    System.out.printf(
        Locale.ROOT,
        "%d instances  first %.1f ms  median %.2f ms  slowest %.1f ms%n",
        count,
        millis(first),
        millis(nanos[changes / 2]),
        millis(nanos[changes - 1]));
  }

  private static long change(Control from, String level, int count) throws InterruptedException {
    long start = System.nanoTime();
    Answers answers =
        from.bus().ask(CHANNEL, Map.of("name", "shop.checkout", "level", level), LIMIT);
    long taken = System.nanoTime() - start;
    if (answers.answers().size() != count) {
      throw new IllegalStateException("only " + answers.answers().size() + " answered");
    }
    return taken;
  }

  private static double millis(long nanos) {
    return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
