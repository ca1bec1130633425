package dev.weft.examples.process;

import dev.weft.Scopes;
import dev.weft.Weft;
import dev.weft.WeftStats;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;

/**
 * Logs as fast as it can: arguments are the number of threads, and of records each makes inside a
 * task of its own. Its end is left to the JVM, which sends what there is within its limit.
 */
final class FloodingApplication {
  private static final System.Logger LOG = System.getLogger("flooding");

  private FloodingApplication() {}

  public static void main(String[] arguments) throws InterruptedException {
    // The JDK would write every line to standard error as well.
    LogManager.getLogManager().reset();
    int records = Integer.parseInt(arguments[1]);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      String task = "flood " + i;
      threads.add(new Thread(() -> Scopes.task(task).run(() -> flood(records)), task));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("made all");
    if (arguments.length > 2) {
      Weft.close();
      WeftStats stats = Weft.stats();
      System.out.println("accepted: " + stats.accepted());
      System.out.println("delivered: " + stats.delivered());
      System.out.println("dropped: " + stats.droppedTotal());
    }
  }

  private static void flood(int records) {
    for (int made = 0; made < records; made++) {
      LOG.log(System.Logger.Level.INFO, "record {0}", made);
    }
  }
}
