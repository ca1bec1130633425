package dev.weft.daemon.http;

import dev.weft.event.display.Answer;
import dev.weft.event.display.Answers;
import dev.weft.event.display.Format;
import dev.weft.event.display.Question;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store, a few questions at a time and each within a time, so that people who look never
 * take the machine from what is collected. A question whose asker has left is given up, waiting or
 * at work. Usable from any thread.
 */
final class Questions implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Questions.class.getName());
  private static final int AT_ONCE = 4;
  private static final int MOST_WAITING = 24;
  private static final long LOOK_EVERY_MILLIS = 100;

  // Of those at once. Who opens the page asks for its rows and for counts: a crowd of counts must
  // not stand before the rows.
  private static final int COUNTS_AT_ONCE = 2;
  private static final String COUNTS = "/stats/";

  private final Opening opening;
  private final Answers answers;
  private final Duration limit;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final Semaphore counts = new Semaphore(COUNTS_AT_ONCE, true);
  private final AtomicInteger waiting = new AtomicInteger();
  private final ScheduledThreadPoolExecutor watch;

  Questions(Opening opening, Answers answers, Duration limit) {
    this.opening = opening;
    this.answers = answers;
    this.limit = limit;
    watch =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "weft-http-watch");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
    watch.setKeepAliveTime(10, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
  }

  /** Interrupts a thread that is still at work, and never one that is done. */
  private static final class Alarm {
    private final Thread worker = Thread.currentThread();
    private final Object lock = new Object();
    private boolean done;
    private @Nullable Refused why;

    void ring(Refused reason) {
      synchronized (lock) {
        if (!done && why == null) {
          why = reason;
          worker.interrupt();
        }
      }
    }

    /** The work is done; why it was interrupted, or null. */
    @Nullable Refused end() {
      synchronized (lock) {
        done = true;
        if (why != null) {
          // The mark of the interrupt is the alarm's, and must not reach the thread's next work.
          boolean unused = Thread.interrupted();
        }
        return why;
      }
    }
  }

  /** How a question is answered where nobody asks for another form. */
  Format usual(String path) {
    return answers.usualFormat(path);
  }

  /**
   * Asks.
   *
   * @param left whether nobody waits for the answer any more; asked every now and then
   */
  Answer ask(Question question, BooleanSupplier left) throws Refused {
    Alarm alarm = new Alarm();
    var looking =
        watch.scheduleWithFixedDelay(
            () -> {
              if (left.getAsBoolean()) {
                alarm.ring(Refused.left());
              }
            },
            LOOK_EVERY_MILLIS,
            LOOK_EVERY_MILLIS,
            TimeUnit.MILLISECONDS);
    try {
      return askInTurn(question, alarm);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      throw refusal(question, alarm.end(), failed);
    } finally {
      Refused unused = alarm.end();
      looking.cancel(false);
    }
  }

  private static Refused refusal(Question question, @Nullable Refused given, Exception failed) {
    if (given != null) {
      return given;
    }
    if (failed instanceof RuntimeException fault) {
      throw fault;
    }
    if (failed instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return Refused.unavailable("the collector stops");
    }
    LOG.log(Logger.Level.WARNING, "the store cannot answer " + question.path(), failed);
    return Refused.unavailable("the store cannot answer: " + failed.getMessage());
  }

  private Answer askInTurn(Question question, Alarm alarm)
      throws Refused, IOException, InterruptedException {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      throw Refused.busy("too many questions at once; ask again in a second");
    }
    boolean counting = question.path().startsWith(COUNTS);
    try {
      if (counting) {
        await(counts);
      }
      try {
        await(places);
      } catch (Refused | RuntimeException | InterruptedException notHad) {
        release(counting);
        throw notHad;
      }
    } finally {
      waiting.decrementAndGet();
    }
    try {
      return askNow(question, alarm);
    } finally {
      places.release();
      release(counting);
    }
  }

  private void release(boolean counting) {
    if (counting) {
      counts.release();
    }
  }

  private void await(Semaphore semaphore) throws Refused, InterruptedException {
    if (!semaphore.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw Refused.busy("too many long questions at once; ask again in a second");
    }
  }

  private Answer askNow(Question question, Alarm alarm)
      throws Refused, IOException, InterruptedException {
    var late =
        watch.schedule(
            () ->
                alarm.ring(
                    Refused.unavailable(
                        "no answer within "
                            + limit.toSeconds()
                            + " s; ask about less time, or more precisely")),
            limit.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      opening.await();
      return answers.ask(question);
    } finally {
      late.cancel(false);
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
