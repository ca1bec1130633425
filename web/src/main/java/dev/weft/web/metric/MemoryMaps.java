package dev.weft.web.metric;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much memory each mapping of a process takes, in kB, from Linux' {@code /proc/<pid>/smaps}.
 * Empty on other systems.
 *
 * <p>The kernel walks through the whole memory for it, so the numbers are kept for ten seconds. A
 * process whose file cannot be read, and a line that nobody knows, are left out. Usable from any
 * thread.
 */
public final class MemoryMaps implements Provider {
  /** What is counted. */
  public enum Kind {
    /** What is in memory, shared pages divided among those who share them. */
    PSS,
    /** What is in memory. */
    RSS,
    /** What is mapped. */
    SIZE;

    private final String lower = name().toLowerCase(Locale.ROOT);
    private final String title = name().charAt(0) + lower.substring(1);
  }

  private static final System.Logger LOGGER = System.getLogger(MemoryMaps.class.getName());
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final Path PROC = Path.of("/proc");
  private static final Pattern PID = Pattern.compile("[0-9]+");
  // 7ff7d33bd000-7ff7d33be000 r--p 00000000 00:65 49            /usr/lib/libc.so.6
  private static final Pattern MAPPING =
      Pattern.compile("[0-9a-f]+-[0-9a-f]+ +.... +[0-9a-f]+ +[^ ]+ +\\d+ *(.*)");
  // Pss:                   4 kB
  private static final Pattern ENTRY = Pattern.compile("(\\w+): +(\\d+) kB");

  private final Kind kind;
  private final boolean all;
  private final Path proc;
  private final LongSupplier clock;
  private final Object lock = new Object();
  private List<Sample> kept = List.of();
  private long keptUntil;
  private boolean asked;

  private MemoryMaps(Kind kind, boolean all, Path proc, LongSupplier clock) {
    this.kind = requireNonNull(kind, "kind");
    this.all = all;
    this.proc = proc;
    this.clock = clock;
  }

  /** Of this process. */
  public static MemoryMaps ofThisProcess(Kind kind) {
    return new MemoryMaps(kind, false, PROC, System::nanoTime);
  }

  /** Of all processes of this machine, or of this container, that may be read. */
  public static MemoryMaps ofAllProcesses(Kind kind) {
    return new MemoryMaps(kind, true, PROC, System::nanoTime);
  }

  /** In that folder, by that clock in nanoseconds. */
  static MemoryMaps in(Path proc, boolean all, Kind kind, LongSupplier clock) {
    return new MemoryMaps(kind, all, proc, clock);
  }

  @Override
  public String name() {
    return "pod_process_smap_" + kind.lower + "_kb";
  }

  @Override
  public String help() {
    return "Container smap used " + kind.title;
  }

  @Override
  public List<Sample> data() {
    synchronized (lock) {
      long now = clock.getAsLong();
      if (!asked || now - keptUntil >= 0) {
        kept = read();
        keptUntil = clock.getAsLong() + KEPT.toNanos();
        asked = true;
      }
      return kept;
    }
  }

  private List<Sample> read() {
    List<Sample> samples = new ArrayList<>();
    for (String pid : pids()) {
      try {
        samples.addAll(process(pid));
      } catch (IOException unreadable) {
        // Of another user, or gone since: not worth a line at each scrape.
        LOGGER.log(Level.DEBUG, "smaps of process " + pid + " cannot be read", unreadable);
      }
    }
    return List.copyOf(samples);
  }

  private List<String> pids() {
    if (!all) {
      return List.of(Long.toString(ProcessHandle.current().pid()));
    }
    try (Stream<Path> entries = Files.list(proc)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> PID.matcher(name).matches())
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      LOGGER.log(Level.DEBUG, "the processes cannot be listed", unreadable);
      return List.of();
    }
  }

  private List<Sample> process(String pid) throws IOException {
    Path smaps = proc.resolve(pid).resolve("smaps");
    if (!Files.exists(smaps)) {
      return List.of();
    }
    List<Sample> samples = new ArrayList<>();
    sizes(smaps)
        .forEach((name, sizes) -> {
          // A mapping without anything in memory is of no interest, whatever is counted.
          if (sizes.getOrDefault(Kind.PSS, 0L) > 0) {
            samples.add(new Sample(labels(pid, name), sizes.getOrDefault(kind, 0L)));
          }
        });
    return samples;
  }

  private static Map<String, String> labels(String pid, String name) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("pid", pid);
    labels.put("name", name);
    return labels;
  }

  private static Map<String, Map<Kind, Long>> sizes(Path smaps) throws IOException {
    Map<String, Map<Kind, Long>> byName = new LinkedHashMap<>();
    Map<Kind, Long> current = new EnumMap<>(Kind.class);
    // Names are bytes; all of them are characters here.
    try (BufferedReader lines = Files.newBufferedReader(smaps, ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher mapping = MAPPING.matcher(line);
        if (mapping.matches()) {
          current = byName.computeIfAbsent(mapping.group(1), name -> new EnumMap<>(Kind.class));
        } else {
          count(line, current);
        }
      }
    }
    return byName;
  }

  private static void count(String line, Map<Kind, Long> sizes) {
    Matcher entry = ENTRY.matcher(line);
    if (entry.matches()) {
      for (Kind kind : Kind.values()) {
        if (kind.title.equals(entry.group(1))) {
          sizes.merge(kind, Long.parseLong(entry.group(2)), Long::sum);
        }
      }
    }
  }
}
