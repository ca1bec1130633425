package dev.weft;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Executors that carry the task of whoever gives them work to the thread that does it. All else is
 * the wrapped executor's own, its shutdown included.
 *
 * <p>Usable from any thread.
 */
final class Propagating {
  private Propagating() {}

  /** Carries the giver's task with each work. */
  static class Service implements ExecutorService {
    private final ExecutorService executor;

    Service(ExecutorService executor) {
      this.executor = requireNonNull(executor, "executor");
    }

    @Override
    public void execute(Runnable work) {
      executor.execute(Scopes.wrap(work));
    }

    @Override
    public <T> Future<T> submit(Callable<T> work) {
      return executor.submit(Scopes.wrap(work));
    }

    @Override
    public <T> Future<T> submit(Runnable work, T result) {
      return executor.submit(Scopes.wrap(work), result);
    }

    @Override
    public Future<?> submit(Runnable work) {
      return executor.submit(Scopes.wrap(work));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> works)
        throws InterruptedException {
      return executor.invokeAll(wrapAll(works));
    }

    @Override
    public <T> List<Future<T>> invokeAll(
        Collection<? extends Callable<T>> works, long timeout, TimeUnit unit)
        throws InterruptedException {
      return executor.invokeAll(wrapAll(works), timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> works)
        throws InterruptedException, ExecutionException {
      return executor.invokeAny(wrapAll(works));
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> works, long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      return executor.invokeAny(wrapAll(works), timeout, unit);
    }

    @Override
    public void shutdown() {
      executor.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
      return executor.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
      return executor.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return executor.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
      return executor.awaitTermination(timeout, unit);
    }

    private static <T> Collection<Callable<T>> wrapAll(Collection<? extends Callable<T>> works) {
      ScopeSnapshot snapshot = Scopes.snapshot();
      List<Callable<T>> wrapped = new ArrayList<>(works.size());
      for (Callable<T> work : works) {
        wrapped.add(snapshot.wrap(work));
      }
      return wrapped;
    }

    @Override
    public String toString() {
      return "propagating " + executor;
    }
  }

  /** The same with delays; each repetition works for the task of whoever scheduled it. */
  static final class Scheduled extends Service implements ScheduledExecutorService {
    private final ScheduledExecutorService executor;

    Scheduled(ScheduledExecutorService executor) {
      super(executor);
      this.executor = executor;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
      return executor.schedule(Scopes.wrap(work), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
      return executor.schedule(Scopes.wrap(work), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable work, long initialDelay, long period, TimeUnit unit) {
      return executor.scheduleAtFixedRate(Scopes.wrap(work), initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable work, long initialDelay, long delay, TimeUnit unit) {
      return executor.scheduleWithFixedDelay(Scopes.wrap(work), initialDelay, delay, unit);
    }
  }
}
