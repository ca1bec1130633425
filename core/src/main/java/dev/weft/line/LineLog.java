package dev.weft.line;

import static java.util.Objects.requireNonNull;

import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes lines from the threads that log to an output that may block: a bounded queue, and a thread
 * that is started by the first line. Full means that the line is lost, counted, and told by a line
 * of its own once there is room again.
 *
 * <p>Usable from any thread. {@link #write} neither blocks nor throws.
 */
public final class LineLog implements AutoCloseable {
  /** How many lines may wait. */
  public static final int CAPACITY = 8192;

  private static final String NAME = "dev.weft.line";
  private static final Logger OWN = System.getLogger(NAME);
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final long LOOK_MILLIS = 200;

  private final String address;
  private final LineOutput output;
  private final BlockingQueue<LogLine> queue;
  private final Clock clock;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final Thread writer;
  private final Thread exit;
  private volatile boolean closed;
  private long lossTold;

  LineLog(String address, LineOutput output, int capacity, Clock clock) {
    this.address = address;
    this.output = output;
    this.clock = clock;
    queue = new ArrayBlockingQueue<>(capacity);
    writer = new Thread(this::work, "weft-lines{" + address + '}');
    writer.setDaemon(true);
    exit = new Thread(this::drain, "weft-lines-exit{" + address + '}');
  }

  /**
   * To that address: {@code udp://host:514} for CEE datagrams, {@code stdout:} or {@code stderr:}
   * for JSON lines, or what a module on the class path adds.
   *
   * @throws ConfigurationException when nothing serves the address
   */
  public static LineLog to(String address, CeeForm form) {
    requireNonNull(address, "address");
    return to(address, LineOutputs.create(address, form));
  }

  /** To an output of the program's own, which is closed with this. */
  public static LineLog to(String name, LineOutput output) {
    return new LineLog(name, output, CAPACITY, Clock.systemUTC());
  }

  /** Whether such a line is wanted: to be asked before it is made. */
  public boolean accepts(Level level, String logger) {
    return output.accepts(level, logger);
  }

  /** Hands the line over, or counts it as lost. */
  public void write(LogLine line) {
    accepted.incrementAndGet();
    if (closed || !queue.offer(line)) {
      lost.incrementAndGet();
    } else if (!started.get() && started.compareAndSet(false, true)) {
      begin();
    }
  }

  /** What became of the lines until now. */
  public LineStats stats() {
    return new LineStats(accepted.get(), written.get(), failed.get(), lost.get());
  }

  private void begin() {
    try {
      Runtime.getRuntime().addShutdownHook(exit);
    } catch (IllegalStateException endingAlready) {
      // What the thread writes until the end is all that can be had.
    }
    writer.start();
  }

  private void work() {
    try {
      while (!closed || !queue.isEmpty()) {
        tellLoss();
        LogLine next = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          put(next);
        }
      }
    } catch (InterruptedException givenUp) {
      // By close, which counts what is left.
    } finally {
      output.close();
    }
  }

  private void put(LogLine line) {
    try {
      output.write(line);
      written.incrementAndGet();
    } catch (IOException | RuntimeException | LinkageError broken) {
      Logger.Level level =
          failed.getAndIncrement() == 0 ? Logger.Level.WARNING : Logger.Level.DEBUG;
      OWN.log(level, "a line of the log cannot be written to " + address + ": " + broken);
    }
  }

  private void tellLoss() {
    long now = lost.get();
    if (now > lossTold && !closed) {
      long more = now - lossTold;
      lossTold = now;
      accepted.incrementAndGet();
      put(lossLine(more));
    }
  }

  private LogLine lossLine(long more) {
    Instant when = clock.instant();
    return new LogLine(
            Level.WARN, NAME, more + " lines were lost here: the queue was full", Capture.DEFAULT)
        .made(when.getEpochSecond() * 1_000_000 + when.getNano() / 1000, writer.getName())
        .field("lost", more);
  }

  private void drain() {
    long end = System.nanoTime() + LIMIT.toNanos();
    LineStats now = stats();
    try {
      while (now.written() + now.failed() + now.lost() < now.accepted()
          && System.nanoTime() < end
          && writer.isAlive()) {
        TimeUnit.MILLISECONDS.sleep(1);
        now = stats();
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what waits, two seconds at most, and lets the output go; what is lost is said. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!started.get()) {
      output.close();
      return;
    }
    awaitWriter();
    int left = queue.size();
    if (left > 0) {
      lost.addAndGet(left);
      queue.clear();
      OWN.log(Logger.Level.WARNING, left + " lines to " + address + " were lost at its end");
    }
    removeHook();
  }

  private void awaitWriter() {
    boolean interrupted = false;
    try {
      writer.join(LIMIT.toMillis());
    } catch (InterruptedException hurried) {
      interrupted = true;
    }
    writer.interrupt();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(exit);
    } catch (IllegalStateException endingAlready) {
      // It runs just now, and finds nothing to wait for.
    }
  }
}
