package dev.weft.mirror;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives changes to any number of subscribers, each through a bounded row of its own, so that a slow
 * one holds nobody up. Usable from any thread; what one thread publishes keeps its order.
 */
final class ChangePublisher implements Flow.Publisher<Change> {
  private final String name;
  private final int capacity;
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<ChangeSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * Makes one without subscribers.
   *
   * @param capacity how many changes wait for a subscriber before some are left out for it
   */
  ChangePublisher(String name, int capacity) {
    this.name = name;
    this.capacity = capacity;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Change> subscriber) {
    requireNonNull(subscriber, "subscriber");
    ChangeSubscription subscription =
        new ChangeSubscription(subscriber, capacity, subscriptions::remove);
    subscriptions.add(subscription);
    Thread thread =
        new Thread(subscription::serve, name + " subscriber-" + numbers.incrementAndGet());
    thread.setDaemon(true);
    thread.start();
    if (closed) {
      subscription.finish();
    }
  }

  /** Whether anybody listens, so that a change is worth making. */
  boolean wanted() {
    return !subscriptions.isEmpty();
  }

  void publish(Change change) {
    for (ChangeSubscription subscription : subscriptions) {
      subscription.offer(change);
    }
  }

  /** Tells all subscribers that no more follows. Does not wait for them. */
  void close() {
    closed = true;
    subscriptions.forEach(ChangeSubscription::finish);
  }
}
