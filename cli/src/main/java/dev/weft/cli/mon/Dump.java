package dev.weft.cli.mon;

import dev.weft.cli.Failed;
import dev.weft.cli.Words;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.flow.Batch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code weft dump} once. Lines come on one thread, the caller's or a receiver's; those, the
 * writing every two seconds, and the end exclude each other by a lock.
 */
final class Dump {
  private static final long FLUSH_MILLIS = 2_000;
  private static final long END_MILLIS = 3_000;

  private final DumpOptions options;
  private final Streams streams;
  private final Keeper keeper;
  private final long began = System.nanoTime();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private boolean ended;
  private long lost;
  private long broken;
  private volatile @Nullable IOException failure;

  Dump(DumpOptions options, Streams streams, Clock clock) {
    this.options = options;
    this.streams = streams;
    this.keeper =
        new Keeper(options.folder, options.keep, clock, notice -> streams.err().println(notice));
  }

  /** Runs to the end, and gives the exit status. */
  int run() throws IOException, InterruptedException {
    Thread hook = new Thread(this::end, "weft-dump-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      keep(flusher());
      // Before the hook goes: a signal that comes just now finds one or the other.
      end();
    } finally {
      stopped.countDown();
      forget(hook);
    }
    if (failure != null) {
      throw new Failed(Command.USAGE, "cannot keep anything in " + options.folder + ": " + failure);
    }
    return keeper.lines() > 0 ? Command.FOUND : Command.NOTHING_FOUND;
  }

  private void keep(Thread flusher) throws InterruptedException {
    try {
      keeper.open();
      flusher.start();
      if (options.stream.named) {
        follow();
      } else {
        read();
      }
    } catch (IOException unwritable) {
      fail(unwritable);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook is what ends us.
    }
  }

  private Thread flusher() {
    Thread thread = new Thread(this::flushAgainAndAgain, "weft-dump-flush");
    thread.setDaemon(true);
    return thread;
  }

  private void flushAgainAndAgain() {
    try {
      while (!stopped.await(FLUSH_MILLIS, TimeUnit.MILLISECONDS)) {
        flush();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void flush() {
    lock.lock();
    try {
      if (!ended) {
        keeper.flush();
      }
    } catch (IOException unwritable) {
      fail(unwritable);
    } finally {
      lock.unlock();
    }
  }

  private void fail(IOException unwritable) {
    if (failure == null) {
      failure = unwritable;
    }
    stopped.countDown();
  }

  private void read() throws IOException {
    streams.err().println("Keeping stdin in " + options.folder);
    new Recordings(streams.in(), streams.err()).read(Recordings.STANDARD, this::line, () -> {});
  }

  private void follow() throws InterruptedException {
    try (Live live = Live.of(options.stream)) {
      streams.err().println("Keeping " + options.stream.shown() + " in " + options.folder);
      live.start(new Taking());
      while (!stopped.await(FLUSH_MILLIS, TimeUnit.MILLISECONDS) && !live.exhausted()) {
        flush();
      }
    }
  }

  private boolean line(byte[] bytes, int start, int end) {
    lock.lock();
    try {
      if (ended || failure != null) {
        return false;
      }
      keeper.add(bytes, start, end);
      return true;
    } catch (IOException unwritable) {
      fail(unwritable);
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** What a transport brings. */
  private final class Taking implements Live.Taker {
    @Override
    public void take(Batch batch) {
      for (int i = 0; i < batch.size(); i++) {
        if (!line(batch.bytes(), batch.start(i), batch.end(i))) {
          return;
        }
      }
    }

    @Override
    public void broken(String problem) {
      lock.lock();
      try {
        broken++;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void lost(long records) {
      lock.lock();
      try {
        lost += records;
      } finally {
        lock.unlock();
      }
    }
  }

  /** Ends following, from any thread. */
  void stop() {
    stopped.countDown();
  }

  /** Writes what waits and says what was done, once; also when the process is told to end. */
  private void end() {
    stop();
    if (!locked()) {
      return;
    }
    try {
      if (!ended) {
        ended = true;
        close();
        Duration time = Duration.ofNanos(System.nanoTime() - began);
        streams.err().println(summary(time));
      }
    } finally {
      lock.unlock();
    }
  }

  private void close() {
    try {
      keeper.close();
    } catch (IOException unwritable) {
      fail(unwritable);
    }
  }

  private String summary(Duration time) {
    return "Bye.  "
        + Words.grouped(keeper.lines())
        + " kept · "
        + (broken > 0 ? Words.grouped(broken) + " no messages · " : "")
        + Words.grouped(lost)
        + " lost · "
        + Tally.time(time);
  }

  private boolean locked() {
    try {
      return lock.tryLock(END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stoppedToo) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
