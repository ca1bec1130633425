package dev.weft;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bridge.LocalLogs;
import dev.weft.event.ScopeId;
import dev.weft.record.ListRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every hop between threads: what is carried, and what is not. */
class PropagationTest {
  private final ListRecorder recorder = ListRecorder.install();
  private final boolean linesBefore = LocalLogs.on(false);
  private ExecutorService pool;
  private ScheduledExecutorService scheduler;

  @BeforeEach
  void startPools() throws Exception {
    pool = Executors.newFixedThreadPool(2);
    scheduler = Executors.newSingleThreadScheduledExecutor();
    // The threads exist before any task, as in a program that runs for long.
    pool.invokeAll(List.of(() -> 1, () -> 2));
    scheduler.submit(() -> 1).get();
  }

  @AfterEach
  void stopPools() {
    pool.shutdownNow();
    scheduler.shutdownNow();
    LocalLogs.on(linesBefore);
    recorder.close();
    assertThat(Scopes.openScopes()).isEmpty();
  }

  private static String here() {
    return Scopes.current().map(Scope::id).map(ScopeId::value).orElse("none");
  }

  @Test
  void plainPool_carriesNothing() throws Exception {
    try (Scope scope = Scopes.task("job").start()) {
      assertThat(pool.submit(PropagationTest::here).get()).isEqualTo("none");
      assertThat(new InThread().run(PropagationTest::here)).isEqualTo("none");
      assertThat(CompletableFuture.supplyAsync(PropagationTest::here).get()).isEqualTo("none");
      assertThat(scope.ended()).isFalse();
    }
  }

  @Test
  void propagatingService_carriesEveryKindOfWork() throws Exception {
    ExecutorService carrying = Scopes.propagating(pool);
    try (Scope scope = Scopes.task("job").start()) {
      String id = scope.id().value();
      Callable<String> here = PropagationTest::here;
      AtomicReference<String> seen = new AtomicReference<>();
      Runnable look = () -> seen.set(here());

      assertThat(carrying.submit(here).get()).isEqualTo(id);
      carrying.submit(look).get();
      assertThat(seen.getAndSet("")).isEqualTo(id);
      assertThat(carrying.submit(look, "done").get()).isEqualTo("done");
      assertThat(seen.get()).isEqualTo(id);
      for (Future<String> future : carrying.invokeAll(List.of(here, here))) {
        assertThat(future.get()).isEqualTo(id);
      }
      for (Future<String> future : carrying.invokeAll(List.of(here, here), 5, SECONDS)) {
        assertThat(future.get()).isEqualTo(id);
      }
      assertThat(carrying.invokeAny(List.of(here))).isEqualTo(id);
      assertThat(carrying.invokeAny(List.of(here), 5, SECONDS)).isEqualTo(id);
      assertThat(executed(carrying)).isEqualTo(id);
      assertThat(executed(Scopes.propagating((Executor) pool))).isEqualTo(id);
    }
    assertThat(pool.submit(PropagationTest::here).get()).isEqualTo("none");
    carrying.shutdown();
    assertThat(carrying.awaitTermination(5, SECONDS)).isTrue();
    assertThat(carrying.isShutdown()).isTrue();
    assertThat(carrying.isTerminated()).isTrue();
    assertThat(carrying.shutdownNow()).isEmpty();
  }

  @Test
  void propagatingScheduler_carriesDelaysAndRepetitions() throws Exception {
    ScheduledExecutorService carrying = Scopes.propagating(scheduler);
    try (Scope scope = Scopes.task("job").start()) {
      String id = scope.id().value();
      assertThat(carrying.schedule(PropagationTest::here, 1, MILLISECONDS).get()).isEqualTo(id);
      AtomicReference<String> seen = new AtomicReference<>();
      carrying.schedule(() -> seen.set(here()), 1, MILLISECONDS).get();
      assertThat(seen.get()).isEqualTo(id);
      assertThat(twice(look -> carrying.scheduleAtFixedRate(look, 0, 1, MILLISECONDS)))
          .containsExactly(id, id);
      assertThat(twice(look -> carrying.scheduleWithFixedDelay(look, 0, 1, MILLISECONDS)))
          .containsExactly(id, id);
    }
  }

  @Test
  void threadFactory_carriesTheMakersTask() throws Exception {
    try (Scope scope = Scopes.task("job").start()) {
      ThreadFactory carrying = Scopes.propagating((ThreadFactory) Thread::new);
      AtomicReference<String> seen = new AtomicReference<>();
      Thread thread = carrying.newThread(() -> seen.set(here()));
      thread.start();
      thread.join(5000);
      assertThat(seen.get()).isEqualTo(scope.id().value());
    }
  }

  @Test
  void stages_workForTheTaskThatWrappedThem() throws Exception {
    try (Scope scope = Scopes.task("job").start()) {
      String id = scope.id().value();
      List<String> seen = new ArrayList<>();
      CompletableFuture<String> source = new CompletableFuture<>();
      CompletableFuture<Void> chain =
          source
              .thenApply(Scopes.wrapFunction(text -> text + here()))
              .thenCombine(
                  CompletableFuture.supplyAsync(Scopes.wrapSupplier(PropagationTest::here), pool),
                  Scopes.wrapBiFunction((a, b) -> a + b + here()))
              .whenComplete(Scopes.wrapBiConsumer((text, failure) -> seen.add(here())))
              .thenAccept(Scopes.wrapConsumer(seen::add))
              .thenRun(Scopes.wrap((Runnable) () -> seen.add(here())));
      pool.execute(() -> source.complete(""));
      chain.get(5, SECONDS);
      assertThat(seen).containsExactly(id, id + id + id, id);
    }
  }

  @Test
  void wrappedWork_thatStartsAfterTheEndIsLate() throws Exception {
    Callable<String> work;
    String id;
    try (Scope scope = Scopes.task("job").start()) {
      id = scope.id().value();
      work =
          Scopes.wrap(() -> {
            recorder.log("after the end");
            return here();
          });
    }
    assertThat(pool.submit(work).get()).isEqualTo(id);
    assertThat(recorder.records()).hasSize(3);
    assertThat(recorder.records().get(2).late()).isTrue();
    assertThat(recorder.records().get(2).key()).hasToString("2@" + id);
    assertThat(recorder.records().get(1).late()).isFalse();
  }

  @Test
  void snapshotOfNothing_clearsTheThread() {
    ScopeSnapshot nothing = Scopes.snapshot();
    assertThat(nothing.scope()).isEqualTo(Optional.empty());
    try (Scope scope = Scopes.task("job").start()) {
      assertThat(nothing.<String, RuntimeException>call(PropagationTest::here)).isEqualTo("none");
      assertThat(here()).isEqualTo(scope.id().value());
    }
  }

  @Test
  void childrenOfSeveralThreads_areNumberedWithoutHoles() throws Exception {
    ExecutorService carrying = Scopes.propagating(pool);
    try (Scope job = Scopes.task("job").start()) {
      List<Callable<String>> works = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        works.add(() -> Scopes.to("part").call(s -> s.id().value()));
      }
      List<String> ids = new ArrayList<>();
      for (Future<String> future : carrying.invokeAll(works)) {
        ids.add(future.get());
      }
      List<String> expected = new ArrayList<>();
      for (int k = 1; k <= 200; k++) {
        expected.add(job.id().child(k).value());
      }
      assertThat(ids).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void wrappedTask_isANewTaskAtEachRun() throws Exception {
    Callable<String> nightly = Scopes.wrap("nightly", PropagationTest::here);
    String first = nightly.call();
    assertThat(nightly.call()).isNotEqualTo(first);
    try (Scope job = Scopes.task("job").start()) {
      assertThat(nightly.call()).isEqualTo(job.id().child(1).value());
      Scopes.wrap("nightly", (Runnable) () -> recorder.log(here())).run();
    }
    assertThat(recorder.records())
        .anySatisfy(r -> assertThat(r.template()).endsWith("/2"))
        .noneSatisfy(r -> assertThat(r.orphan()).isTrue());
  }

  @Test
  void scopeLeftOpenInWrappedWork_isReported() {
    AtomicReference<Scope> left = new AtomicReference<>();
    Runnable leaking = Scopes.wrap(() -> left.set(Scopes.task("leak").start()));
    assertThatThrownBy(leaking::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"leak\"")
        .hasMessageContaining("still open")
        .cause()
        .hasMessage("the scope was begun here");
    assertThat(here()).isEqualTo("none");
    left.get().close();
  }

  private interface Repeat {
    Future<?> schedule(Runnable look);
  }

  private static List<String> twice(Repeat repeat) throws Exception {
    CountDownLatch latch = new CountDownLatch(2);
    List<String> seen = new ArrayList<>();
    Future<?> future =
        repeat.schedule(() -> {
          if (latch.getCount() > 0) {
            seen.add(here());
            latch.countDown();
          }
        });
    assertThat(latch.await(5, SECONDS)).isTrue();
    future.cancel(false);
    return seen;
  }

  private static String executed(Executor executor) throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    executor.execute(() -> seen.complete(here()));
    return seen.get(5, SECONDS);
  }

  /** Runs something in a thread of its own. */
  private static final class InThread {
    String run(Callable<String> work) throws Exception {
      CompletableFuture<String> seen = new CompletableFuture<>();
      Thread thread =
          new Thread(() -> {
            try {
              seen.complete(work.call());
            } catch (Exception failure) {
              seen.completeExceptionally(failure);
            }
          });
      thread.start();
      return seen.get(5, SECONDS);
    }
  }
}
