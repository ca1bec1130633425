package dev.weft;

import static java.util.Objects.requireNonNull;

import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.record.FirstUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the sending of this process's records, and says how it is doing.
 *
 * <pre>{@code
 * Weft.configure().service("shop").to("zeromq://127.0.0.1:5010").start();
 * }</pre>
 *
 * <p>Where {@code weft.to} or {@code WEFT_TO} is set, the first record starts it by itself. Without
 * either, records of tasks and loggers go nowhere and cost next to nothing.
 *
 * <p>Usable from any thread.
 */
public final class Weft {
  private static final Object LOCK = new Object();
  private static volatile @Nullable Run run;

  private Weft() {}

  /** Starts from the process's settings; nothing happens before {@link Builder#start()}. */
  public static Builder configure() {
    return new Builder();
  }

  /** Whether it is started and not stopped. */
  public static boolean started() {
    Run now = run;
    return now != null && !now.stopped();
  }

  /** What was counted since the last start; all zero before the first. */
  public static WeftStats stats() {
    Run now = run;
    return now == null
        ? new WeftStats(0, 0, Map.of(), Map.of(), 0, List.of(), Optional.empty())
        : now.stats();
  }

  /**
   * Waits until all records made before the call are with the senders, or dropped; what live
   * objects hold back is sent.
   *
   * @return whether all senders got there within the limit; true when Weft is not started
   */
  public static boolean flush(Duration limit) {
    Run now = run;
    return now == null || now.stopped() || now.flush(limit);
  }

  /** Stops within the configured limit; see {@link #stop}. */
  public static void close() {
    Run now = run;
    if (now != null) {
      now.stop(now.closeLimit());
    }
  }

  /**
   * Delivers what is there, lets go of the senders, and says on standard error how many records
   * were lost, if any. Records made later go nowhere, until the next start. A second call does
   * nothing.
   *
   * @param limit how long it may take
   */
  public static void stop(Duration limit) {
    requireNonNull(limit, "limit");
    Run now = run;
    if (now != null) {
      now.stop(limit);
    }
  }

  private static void start(Options options, Map<String, Sink> sinks, boolean automatic) {
    synchronized (LOCK) {
      Run before = run;
      if (before != null && !before.stopped()) {
        if (!before.automatic()) {
          throw new IllegalStateException("Weft is started already; call Weft.close() first");
        }
        // What the program says takes the place of what its first record started.
        before.giveWay(before.closeLimit());
      }
      Run next = new Run(options, sinks, automatic);
      run = next;
      next.start();
    }
  }

  /**
   * Says where records go and what Weft may use. Every method has a system property and an
   * environment variable of the same meaning: {@code queueCapacity}, {@code weft.queue.capacity},
   * {@code WEFT_QUEUE_CAPACITY}. What is said here wins over a property, and a property over the
   * environment.
   *
   * <p>Used by one thread.
   */
  public static final class Builder {
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final List<String> addresses = new ArrayList<>();
    private final Map<String, Sink> sinks = new LinkedHashMap<>();

    private Builder() {}

    /** The program's name. Default its main class. */
    public Builder service(String name) {
      return put(Settings.SERVICE, name);
    }

    /**
     * Sends to that address: {@code zeromq://host:5010}, {@code file:app.ndjson}, {@code stdout:}.
     * Called several times, records go to each; one that is away harms no other. What is said here
     * replaces {@code weft.to} as a whole.
     */
    public Builder to(String address) {
      addresses.add(requireNonNull(address, "address"));
      return this;
    }

    /** Sends to a sink of the program's own, which belongs to Weft from {@link #start()} on. */
    public Builder to(Sink sink) {
      requireNonNull(sink, "sink");
      String type = sink.getClass().getSimpleName();
      sinks.put((type.isEmpty() ? "sink" : type) + '#' + (sinks.size() + 1), sink);
      return this;
    }

    /**
     * The least level that is sent. Default {@link Level#TRACE}: all that the loggers let through.
     */
    public Builder level(Level least) {
      return put(Settings.LEVEL, least.name());
    }

    /**
     * How many records may wait to be sent, from 4 to 1,048,576, rounded up to a power of two.
     * Default 8,192.
     */
    public Builder queueCapacity(int records) {
      return put(Settings.QUEUE_CAPACITY, records);
    }

    /** How many characters those may hold, about; from 256 KiB. Default 16 MiB. */
    public Builder queueBytes(long bytes) {
      return put(Settings.QUEUE_BYTES, Long.toString(bytes));
    }

    /** The percentage of both kept for WARN and above, from 0 to 50. Default 15. */
    public Builder queueReserve(int percent) {
      return put(Settings.QUEUE_RESERVE, percent);
    }

    /**
     * Lets a log call of that level and above wait for room, instead of losing its record at once;
     * at most one second. Default: no call waits.
     */
    public Builder queueWait(Duration longest, Level from) {
      put(Settings.QUEUE_WAIT_FROM, from.name());
      return put(Settings.QUEUE_WAIT, longest.toNanos() + "ns");
    }

    /** How long {@link Weft#close()} and the end of the JVM may take. Default 2 seconds. */
    public Builder closeLimit(Duration limit) {
      return put(Settings.CLOSE_LIMIT, limit.toNanos() + "ns");
    }

    /**
     * How often a process with open live objects says that it lives, from 100 milliseconds to an
     * hour. Default 15 seconds; readers take three of those without a word for its death, so tell
     * them of another interval: {@link dev.weft.mirror.Mirror.Builder#silence}.
     */
    public Builder heartbeat(Duration interval) {
      return put(Settings.HEARTBEAT, interval.toNanos() + "ns");
    }

    /**
     * Names of fields whose values are not shown: a regular expression found anywhere in the name.
     * Default {@link Capture#SECRET_NAMES}.
     */
    public Builder redactNames(String expression) {
      return put(Settings.REDACT_NAMES, expression);
    }

    /** What is masked inside texts: a regular expression. Default nothing. */
    public Builder redactText(String expression) {
      return put(Settings.REDACT_TEXT, expression);
    }

    /**
     * Whether records of {@code java.util.logging} and {@code System.Logger} are sent. Default true
     * where no other bridge carries them to Logback or Log4j already.
     */
    public Builder javaUtilLogging(boolean sent) {
      return put(Settings.JAVA_UTIL_LOGGING, sent);
    }

    /**
     * Whether starts and ends of tasks, and changes of live objects, are written to the program's
     * own console and files too. Default true.
     */
    public Builder localLines(boolean written) {
      return put(Settings.LOCAL_LINES, written);
    }

    /**
     * Whether tasks that are still open when Weft is closed or the JVM ends are ended then, as
     * aborted. Those that were begun since the start are; each is held until its end. Default
     * false: viewers show them as open.
     */
    public Builder abortOpenTasks(boolean ended) {
      return put(Settings.ABORT_OPEN_TASKS, ended);
    }

    private Builder put(String name, Object value) {
      given.put(name, requireNonNull(value, name));
      return this;
    }

    /**
     * Starts. It connects on a thread of its own, so a collector that is away delays nothing.
     *
     * @throws ConfigurationException when a setting is wrong, or there is nowhere to send
     * @throws IllegalStateException when it is started already
     */
    public void start() {
      start(false);
    }

    private void start(boolean automatic) {
      if (!addresses.isEmpty() || !sinks.isEmpty()) {
        given.put(Settings.TO, List.copyOf(addresses));
      }
      Options options = Settings.read(System.getenv(), System.getProperties(), given);
      Senders senders = new Senders();
      Map<String, Sink> all = new LinkedHashMap<>();
      for (String address : Settings.destinations(options)) {
        all.put(Senders.name(address), senders.create(address));
      }
      all.putAll(sinks);
      if (all.isEmpty()) {
        throw new ConfigurationException(
            Settings.TO,
            "nowhere to send; set WEFT_TO, weft.to or to(…), such as zeromq://127.0.0.1:5010");
      }
      Weft.start(options, all, automatic);
    }
  }

  /** Starts Weft at the first record, where the process's settings say where to send. */
  public static final class FirstRecord implements FirstUse {
    /** Called by the service loader. */
    public FirstRecord() {}

    @Override
    public void start() {
      if (Settings.sayWhere(System.getenv(), System.getProperties())) {
        try {
          configure().start(true);
        } catch (ConfigurationException wrong) {
          System.err.println("weft: not started: " + wrong.getMessage());
        } catch (IllegalStateException startedMeanwhile) {
          // Another thread was faster; its records go where it said.
        }
      }
    }
  }
}
