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

/**
 * Asks a store, a few questions at a time and each within a time, so that people who look never
 * take the machine from what is collected. Usable from any thread.
 */
final class Questions implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Questions.class.getName());
  private static final int AT_ONCE = 4;
  private static final int MOST_WAITING = 24;

  // Of those at once. Who opens the page asks for its rows and for counts: a crowd of counts must
  // not stand before the rows.
  private static final int COUNTS_AT_ONCE = 2;
  private static final String COUNTS = "/stats/";

  private final Answers answers;
  private final Duration limit;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final Semaphore counts = new Semaphore(COUNTS_AT_ONCE, true);
  private final AtomicInteger waiting = new AtomicInteger();
  private final ScheduledThreadPoolExecutor watch;

  Questions(Answers answers, Duration limit) {
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

  /** Interrupts a thread that is still at work after the limit, and never one that is done. */
  private static final class Alarm implements Runnable {
    private final Thread worker = Thread.currentThread();
    private final Object lock = new Object();
    private boolean done;
    private boolean rang;

    @Override
    public void run() {
      synchronized (lock) {
        if (!done) {
          rang = true;
          worker.interrupt();
        }
      }
    }

    /** The work is done; whether it was interrupted. */
    boolean end() {
      synchronized (lock) {
        done = true;
        return rang;
      }
    }
  }

  /** How a question is answered where nobody asks for another form. */
  Format usual(String path) {
    return answers.usualFormat(path);
  }

  Answer ask(Question question) throws Refused {
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
      } catch (Refused | RuntimeException full) {
        release(counting);
        throw full;
      }
    } finally {
      waiting.decrementAndGet();
    }
    try {
      return askNow(question);
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

  private void await(Semaphore semaphore) throws Refused {
    try {
      if (!semaphore.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refused.busy("too many long questions at once; ask again in a second");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Refused.unavailable("the collector stops");
    }
  }

  private Answer askNow(Question question) throws Refused {
    Alarm alarm = new Alarm();
    var scheduled = watch.schedule(alarm, limit.toMillis(), TimeUnit.MILLISECONDS);
    boolean rang = false;
    IOException failure = null;
    try {
      return answers.ask(question);
    } catch (IOException failed) {
      failure = failed;
    } finally {
      rang = alarm.end();
      scheduled.cancel(false);
      if (rang) {
        // The mark of the interrupt is the alarm's, and must not reach the thread's next work.
        boolean unused = Thread.interrupted();
      }
    }
    if (rang) {
      throw Refused.unavailable(
          "no answer within " + limit.toSeconds() + " s; ask about less time, or more precisely");
    }
    LOG.log(Logger.Level.WARNING, "the store cannot answer " + question.path(), failure);
    throw Refused.unavailable("the store cannot answer: " + failure.getMessage());
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
