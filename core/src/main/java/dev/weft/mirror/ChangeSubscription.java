package dev.weft.mirror;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's row of changes, and the work of the thread that serves it. A change for which
 * there is no room is left out; how many were, the subscriber is told in their place.
 *
 * <p>Usable from any thread; {@link #serve} by its own.
 */
final class ChangeSubscription implements Flow.Subscription {
  private final Flow.Subscriber<? super Change> subscriber;
  private final int capacity;
  private final Consumer<ChangeSubscription> atEnd;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Queue<Change> waiting = new ArrayDeque<>();
  private long demand;
  private long missed;
  private boolean finished;
  private boolean cancelled;
  private @Nullable Throwable wrongDemand;

  ChangeSubscription(
      Flow.Subscriber<? super Change> subscriber,
      int capacity,
      Consumer<ChangeSubscription> atEnd) {
    this.subscriber = subscriber;
    this.capacity = capacity;
    this.atEnd = atEnd;
  }

  void offer(Change change) {
    lock.lock();
    try {
      if (finished || cancelled) {
        return;
      }
      if (waiting.size() >= capacity) {
        missed++;
        return;
      }
      tellMissed();
      waiting.add(change);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  private void tellMissed() {
    if (missed > 0) {
      waiting.add(new Change.Gap(Optional.empty(), missed));
      missed = 0;
    }
  }

  @Override
  public void request(long n) {
    lock.lock();
    try {
      if (n <= 0) {
        wrongDemand =
            new IllegalArgumentException("request of " + n + " changes; ask for 1 or more");
      } else {
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
      }
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancel() {
    lock.lock();
    try {
      cancelled = true;
      waiting.clear();
      work.signal();
    } finally {
      lock.unlock();
    }
    atEnd.accept(this);
  }

  /** No more follows. What waits is still given, as far as it is asked for already. */
  void finish() {
    lock.lock();
    try {
      finished = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Calls the subscriber until its end. */
  void serve() {
    try {
      subscriber.onSubscribe(this);
      Change change = next();
      while (change != null) {
        subscriber.onNext(change);
        change = next();
      }
      end();
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error itsOwn) {
      fail(itsOwn);
    } finally {
      cancel();
    }
  }

  /** The next change that is asked for; null when none follows. */
  private @Nullable Change next() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        if (cancelled || wrongDemand != null) {
          return null;
        }
        if (waiting.isEmpty()) {
          tellMissed();
        }
        if (demand > 0 && !waiting.isEmpty()) {
          demand -= demand == Long.MAX_VALUE ? 0 : 1;
          return waiting.remove();
        }
        if (finished) {
          return null;
        }
        work.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    Throwable wrong;
    lock.lock();
    try {
      if (cancelled) {
        return;
      }
      wrong = wrongDemand;
    } finally {
      lock.unlock();
    }
    if (wrong != null) {
      subscriber.onError(wrong);
    } else {
      subscriber.onComplete();
    }
  }

  private void fail(Throwable itsOwn) {
    // It has stopped taking changes; that is all its error may do to the mirror.
    try {
      subscriber.onError(itsOwn);
    } catch (RuntimeException again) {
      Thread.currentThread()
          .getUncaughtExceptionHandler()
          .uncaughtException(Thread.currentThread(), itsOwn);
    }
  }
}
