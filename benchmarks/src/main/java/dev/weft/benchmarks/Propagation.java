package dev.weft.benchmarks;

import dev.weft.Weft;
import dev.weft.object.LiveObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * How long a change takes from {@code set()} to a subscriber of a mirror in another process, at a
 * steady rate: {@link MirrorTimes} is that process, and its line is printed.
 *
 * <p>Each change carries when it was made, by {@link System#nanoTime}, which all processes of a
 * machine read from one clock on Linux.
 *
 * <pre>Propagation NAME SEND-TO FOLLOW UPDATES-PER-SECOND WARM-UP-SECONDS SECONDS</pre>
 */
final class Propagation {
  static final int OBJECTS = 100;
  static final String FIELD = "at";
  private static final int STEPS_PER_SECOND = 1_000;
  private static final long STEP_NANOS = 1_000_000_000 / STEPS_PER_SECOND;

  private Propagation() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rate = Integer.parseInt(arguments[3]);
    int warmUp = Integer.parseInt(arguments[4]);
    int seconds = Integer.parseInt(arguments[5]);
    Process mirror = startMirror(arguments[0], arguments[2], warmUp);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(mirror.getInputStream(), StandardCharsets.UTF_8))) {
      String ready = lines.readLine();
      if (!"ready".equals(ready)) {
        throw new IllegalStateException("the mirror said " + ready);
      }
      Weft.configure().service("benchmark").localLines(false).to(arguments[1]).start();
      List<LiveObject> objects =
          Stream.generate(() -> LiveObject.named(JobUpdate.NAME).create()).limit(OBJECTS).toList();
      update(objects, rate / STEPS_PER_SECOND, warmUp * STEPS_PER_SECOND);
      long cpu = ProcessorTime.nanos();
      update(objects, rate / STEPS_PER_SECOND, seconds * STEPS_PER_SECOND);
      cpu = ProcessorTime.nanos() - cpu;
      objects.forEach(LiveObject::close);
      Weft.close();
      System.out.printf(
          Locale.ROOT,
          "%s  sender %.0f, lost %d%n",
          lines.readLine(),
          (double) cpu / rate / seconds,
          Weft.stats().droppedTotal());
      mirror.waitFor(10, TimeUnit.SECONDS);
    } finally {
      mirror.destroyForcibly();
    }
    System.exit(0);
  }

  private static void update(List<LiveObject> objects, int each, int steps) {
    int turn = 0;
    long start = System.nanoTime();
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < each; i++) {
        objects.get(turn++ % OBJECTS).set(FIELD, System.nanoTime());
      }
      // By the clock and not by pauses: a step that was late is followed by one that is not.
      long rest = start + (step + 1) * STEP_NANOS - System.nanoTime();
      if (rest > 0) {
        LockSupport.parkNanos(rest);
      }
    }
  }

  private static Process startMirror(String name, String address, int warmUp) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            MirrorTimes.class.getName(),
            name,
            address,
            Integer.toString(warmUp))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
