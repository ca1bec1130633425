package dev.weft.mirror;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Keeps what a subscriber is told. Usable from any thread. */
final class ChangeRecorder implements Flow.Subscriber<Change> {
  final List<Change> changes = new CopyOnWriteArrayList<>();
  volatile Flow.Subscription subscription;
  volatile boolean complete;
  volatile Throwable error;
  private final long demand;

  private ChangeRecorder(long demand) {
    this.demand = demand;
  }

  /** One that takes all there is. */
  static ChangeRecorder eager() {
    return new ChangeRecorder(Long.MAX_VALUE);
  }

  /** One that has to be told when to ask. */
  static ChangeRecorder idle() {
    return new ChangeRecorder(0);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (demand > 0) {
      given.request(demand);
    }
  }

  @Override
  public void onNext(Change change) {
    changes.add(change);
  }

  @Override
  public void onError(Throwable thrown) {
    error = thrown;
  }

  @Override
  public void onComplete() {
    complete = true;
  }
}
