package dev.weft.examples.process;

import dev.weft.Scopes;
import dev.weft.Weft;
import dev.weft.WeftStats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * Logs about a thousand records a second inside one task until it is told to stop, says how far it
 * is, and at the end what it made and how long its longest log call took.
 */
final class SteadyApplication {
  private static final System.Logger LOG = System.getLogger("steady");
  private static final long PACE_NANOS = 1_000_000;
  private static final int SAID_EVERY = 100;

  private static volatile boolean told;

  private SteadyApplication() {}

  public static void main(String[] arguments) {
    // The JDK would write every line to standard error as well.
    LogManager.getLogManager().reset();
    Thread listening = new Thread(SteadyApplication::awaitWord, "listening");
    listening.setDaemon(true);
    listening.start();
    long longest = Scopes.task("stream").call(SteadyApplication::stream);
    Weft.stop(Duration.ofSeconds(10));
    WeftStats stats = Weft.stats();
    System.out.println("longest call: " + longest / 1_000_000 + " ms");
    System.out.println("accepted: " + stats.accepted());
    System.out.println("delivered: " + stats.delivered());
    System.out.println("dropped: " + stats.droppedTotal());
  }

  private static long stream() {
    long longest = 0;
    for (int made = 1; !told; made++) {
      long before = System.nanoTime();
      LOG.log(System.Logger.Level.INFO, "record {0}", made);
      longest = Math.max(longest, System.nanoTime() - before);
      if (made % SAID_EVERY == 0) {
        System.out.println("made " + made / SAID_EVERY);
      }
      LockSupport.parkNanos(PACE_NANOS);
    }
    return longest;
  }

  private static void awaitWord() {
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      @Nullable String word = words.readLine();
      told = word == null || word.equals("stop");
    } catch (IOException closed) {
      told = true;
    }
  }
}
