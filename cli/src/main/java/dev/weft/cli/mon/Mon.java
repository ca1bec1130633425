package dev.weft.cli.mon;

import dev.weft.cli.Paint;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Interest;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code weft mon} once. Messages come on one thread at a time, the caller's or a receiver's;
 * that and the end, which a signal may bring on a thread of its own, exclude each other by a lock.
 */
final class Mon {
  private static final long FLUSH_MILLIS = 50;
  private static final long QUIET_MILLIS = 2_000;
  private static final long END_MILLIS = 3_000;

  private final MonOptions options;
  private final Streams streams;
  private final long began = System.nanoTime();
  private final Tally tally = new Tally();
  private final Output output;
  private final @Nullable Statistics statistics;
  private final Watch watch;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private boolean ended;
  private long lastFlush;
  private volatile long lastTaken;

  Mon(MonOptions options, Streams streams) {
    this.options = options;
    this.streams = streams;
    this.output = new Output(streams.out());
    this.statistics = options.stats ? new Statistics() : null;
    boolean chooses = options.recorded && options.stream.chooses && !options.compat;
    Interest interest = chooses ? options.stream.interest : null;
    this.watch =
        new Watch(options, tally, output, presenter(), interest, statistics, System::nanoTime);
  }

  private Presenter presenter() {
    return options.line || !options.output.isEmpty()
        ? new RecordPresenter(options, streams.terminal())
        : new JsonPresenter(options, style());
  }

  private Style style() {
    Paint paint = options.look.paint(streams.terminal());
    if (options.pretty) {
      return new PersonStyle(true, paint);
    }
    if (options.compat) {
      return new PythonStyle();
    }
    return streams.terminal() ? new PersonStyle(false, new Paint(false)) : Style.plain();
  }

  /** Runs to the end, and gives the exit status. */
  int run() throws IOException, InterruptedException {
    Thread hook = new Thread(this::end, "weft-mon-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      if (options.recorded) {
        read();
      } else {
        follow();
      }
      // Before the hook goes: a signal that comes just now finds one or the other.
      end();
    } finally {
      forget(hook);
    }
    boolean found = tally.printed > 0 || (statistics != null && statistics.messages() > 0);
    return found || options.compat ? Command.FOUND : Command.NOTHING_FOUND;
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook is what ends us.
    }
  }

  private void read() throws IOException {
    var files = Recordings.expand(options.files, options.collate == 0 ? options.since : null);
    boolean standard = files.contains(Recordings.STANDARD);
    streams.err().println(standard ? "Reading from stdin" : "Reading " + named(files.size()));
    Recordings recordings = new Recordings(streams.in(), streams.err());
    for (String file : files) {
      if (!recordings.read(
          file, (bytes, start, end) -> line(bytes, start, end, recordings), this::flush)) {
        return;
      }
    }
  }

  private static String named(int files) {
    return files == 1 ? "1 file" : files + " files";
  }

  private boolean line(byte[] bytes, int start, int end, Recordings recordings) {
    lock.lock();
    try {
      String problem = watch.line(bytes, start, end);
      if (problem != null) {
        tally.broken(recordings.place() + ": " + problem);
      }
      return !ended && !watch.enough() && !output.closed();
    } finally {
      lock.unlock();
    }
  }

  private void follow() throws InterruptedException {
    try (Live live = Live.of(options.stream)) {
      PrintStream err = streams.err();
      err.println("Listening for " + options.stream.shown());
      if (options.stream.interest.queue() != null) {
        err.println(
            "Taking from the queue "
                + options.stream.interest.queue()
                + ": its other readers do not get what is shown here");
      }
      lastTaken = System.nanoTime();
      live.start(new Taking());
      if (options.collate > 0 && !options.compat) {
        live.askForSnapshots();
      }
      while (!stopped.await(FLUSH_MILLIS, TimeUnit.MILLISECONDS) && !over(live)) {
        flush();
      }
    }
  }

  private boolean over(Live live) {
    long quiet = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastTaken);
    return live.exhausted() || (!options.follow && quiet >= QUIET_MILLIS);
  }

  /** What a transport brings. */
  private final class Taking implements Live.Taker {
    @Override
    public void take(Batch batch) {
      lock.lock();
      try {
        for (int i = 0; i < batch.size() && !ended; i++) {
          String problem = watch.line(batch.bytes(), batch.start(i), batch.end(i));
          if (problem != null) {
            tally.broken(problem);
          }
        }
        lastTaken = System.nanoTime();
        // Alone, a message is seen at once; of many, the other thread shows them soon.
        if (lastTaken - lastFlush >= TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS)) {
          flush();
        }
        if (watch.enough() || output.closed()) {
          stopped.countDown();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void broken(String problem) {
      lock.lock();
      try {
        tally.broken(problem);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void lost(long records) {
      lock.lock();
      try {
        tally.lost += records;
      } finally {
        lock.unlock();
      }
    }
  }

  private void flush() {
    lock.lock();
    try {
      output.flush();
      lastFlush = System.nanoTime();
      if (output.closed()) {
        stopped.countDown();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends following, from any thread. */
  void stop() {
    stopped.countDown();
  }

  /** Prints what is left and the summary, once; also when the process is told to end. */
  private void end() {
    stop();
    // A reader of ours that does not read must not keep a process that is told to end.
    if (!locked()) {
      return;
    }
    try {
      if (!ended) {
        ended = true;
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        if (statistics != null) {
          printStatistics(statistics, time);
        }
        output.flush();
        streams.out().flush();
        if (!output.closed()) {
          tally.say(streams.err(), time, watch.letGo(), options.look.ascii);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean locked() {
    try {
      return lock.tryLock(END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stoppedToo) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void printStatistics(Statistics counts, Duration time) {
    boolean json = !options.line && (options.pretty || !streams.terminal());
    if (json) {
      style().write(counts.json(time, tally.lost), output.next());
    } else {
      counts.print(time, tally.lost, options.look.ascii, output.next());
    }
  }
}
