package dev.weft.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One collector, one kind of work: starts the collector, loads it with {@link RecordLoad}, and
 * prints processor seconds per million records received, records a second, peak resident memory,
 * and whether every record came out once and in order.
 *
 * <p>Reads {@code /proc}, so it runs on Linux. The collector's processor time is that of its
 * process, start-up included.
 *
 * <pre>CollectorRun NAME COUNT EXPECTED-LINES OUTPUT-FILE CONFIGURATION COMMAND…</pre>
 *
 * {@code CONFIGURATION} is a template; {@code @PORT@} and {@code @OUT@} in it, and in the command,
 * are filled in, {@code @CONF@} in the command is the filled file.
 */
final class CollectorRun {
  private static final double TICKS_PER_SECOND = 100;
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private CollectorRun() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String name = arguments[0];
    long count = Long.parseLong(arguments[1]);
    long expected = Long.parseLong(arguments[2]);
    Path out = Path.of(arguments[3]).toAbsolutePath();
    int port = Ports.free();
    Files.deleteIfExists(out);
    Path configuration = out.resolveSibling(name + ".conf");
    Files.writeString(configuration, fill(Files.readString(Path.of(arguments[4])), port, out));
    List<String> command = new ArrayList<>();
    for (int i = 5; i < arguments.length; i++) {
      command.add(fill(arguments[i], port, out).replace("@CONF@", configuration.toString()));
    }
    Process collector =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.resolveSibling(name + ".log").toFile())
            .start();
    try {
      awaitPort(collector, port);
      measure(name, count, expected, out, port, collector);
    } finally {
      collector.destroy();
      if (!collector.waitFor(20, TimeUnit.SECONDS)) {
        collector.destroyForcibly();
      }
      Files.deleteIfExists(out);
    }
    System.exit(0);
  }

  private static void measure(
      String name, long count, long expected, Path out, int port, Process collector)
      throws IOException, InterruptedException {
    double cpuAtStart = cpuSeconds(collector.pid());
    Process load = startLoad(port, count);
    long start = System.nanoTime();
    long lastGrowth = start;
    long size = -1;
    while (System.nanoTime() - start < LIMIT.toNanos()) {
      long now = Files.exists(out) ? Files.size(out) : 0;
      if (now != size) {
        size = now;
        lastGrowth = System.nanoTime();
      }
      if (!load.isAlive() && System.nanoTime() - lastGrowth > QUIET.toNanos()) {
        break;
      }
      LockSupport.parkNanos(20_000_000);
    }
    load.destroyForcibly();
    double cpuAtEnd = cpuSeconds(collector.pid());
    long resident = peakResidentKib(collector.pid());
    // Some collectors hold the last lines back until they end.
    collector.destroy();
    collector.waitFor(20, TimeUnit.SECONDS);
    Checked checked = check(out);
    System.out.printf(
        Locale.ROOT,
        "%-24s cpu-s/M %6.2f  (with start-up %6.2f)  records/s %,9.0f  peak MiB %4d  lines %d of %d, twice %d, out of order %d%n",
        name,
        (cpuAtEnd - cpuAtStart) / count * 1e6,
        cpuAtEnd / count * 1e6,
        count / ((lastGrowth - start) / 1e9),
        resident / 1024,
        checked.lines,
        expected,
        checked.twice,
        checked.disordered);
  }

  private static Process startLoad(int port, long count) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            RecordLoad.class.getName(),
            "zeromq://127.0.0.1:" + port + "?batch=off",
            Long.toString(count))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private record Checked(long lines, long twice, long disordered) {}

  private static Checked check(Path out) throws IOException {
    long lines = 0;
    long twice = 0;
    long disordered = 0;
    java.util.BitSet seen = new java.util.BitSet();
    int last = -1;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(out), StandardCharsets.UTF_8), 1 << 16)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int at = line.indexOf("\"seq\":");
        if (at < 0) {
          continue;
        }
        String digits = line.substring(at + 6).stripLeading().substring(0, 10);
        int sequence = (int) (Long.parseLong(digits) - 1_000_000_000L);
        lines++;
        twice += seen.get(sequence) ? 1 : 0;
        seen.set(sequence);
        disordered += sequence < last ? 1 : 0;
        last = sequence;
      }
    }
    return new Checked(lines, twice, disordered);
  }

  private static void awaitPort(Process collector, int port) throws IOException {
    String wanted = String.format(Locale.ROOT, ":%04X ", port);
    long limit = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < limit) {
      if (!collector.isAlive()) {
        throw new IllegalStateException("the collector ended with status " + collector.exitValue());
      }
      for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
        if (Files.readAllLines(Path.of(table)).stream()
            .anyMatch(line -> line.contains(wanted) && line.contains(" 0A "))) {
          return;
        }
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new IllegalStateException("nothing listens on port " + port + " after 30 s");
  }

  private static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  private static long peakResidentKib(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
        .findFirst()
        .orElse(0);
  }

  private static String fill(String text, int port, Path out) {
    return text.replace("@PORT@", Integer.toString(port)).replace("@OUT@", out.toString());
  }
}
