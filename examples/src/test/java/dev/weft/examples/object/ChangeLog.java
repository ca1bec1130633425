package dev.weft.examples.object;

import dev.weft.mirror.Change;
import dev.weft.mirror.Mirror;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Keeps what a mirror tells, but for the updates, of which there are many. */
final class ChangeLog implements Flow.Subscriber<Change> {
  private final List<Change> changes = new CopyOnWriteArrayList<>();

  /** One that listens from now on. */
  static ChangeLog of(Mirror mirror) {
    ChangeLog log = new ChangeLog();
    mirror.changes().subscribe(log);
    return log;
  }

  /** Those of a kind, in their order. */
  <C extends Change> Stream<C> all(Class<C> kind) {
    return changes.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Whether there is one of that kind that fits. */
  <C extends Change> boolean has(Class<C> kind, Predicate<C> fits) {
    return all(kind).anyMatch(fits);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Change change) {
    if (!(change instanceof Change.Updated)) {
      changes.add(change);
    }
  }

  @Override
  public void onError(Throwable broken) {
    throw new AssertionError(broken);
  }

  @Override
  public void onComplete() {}
}
