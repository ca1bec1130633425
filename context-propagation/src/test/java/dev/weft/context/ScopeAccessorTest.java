package dev.weft.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Carried;
import dev.weft.Scope;
import dev.weft.Scopes;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScopeAccessorTest {
  private static final Carried REQUEST = each -> each.accept("request_id", "r-1");

  private final ExecutorService pool = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void snapshot_carriesTheScope() throws Exception {
    try (Scope request = Scopes.task("GET /orders").carrying(REQUEST).start()) {
      Runnable work =
          snapshot()
              .wrap(() -> {
                assertThat(Scopes.current()).contains(request);
                assertThat(Scopes.carried(Carried.class)).contains(REQUEST);
              });

      pool.submit(work).get(20, TimeUnit.SECONDS);
    }

    assertThat(currentInPool()).isEmpty();
  }

  @Test
  void snapshotOfNothing_leavesTheThreadsOwnAlone() {
    ContextSnapshot nothing = snapshot();

    try (Scope own = Scopes.task("own").start()) {
      during(nothing, () -> assertThat(Scopes.current()).contains(own));
      assertThat(Scopes.current()).contains(own);
    }
  }

  @Test
  void snapshotThatClears_hidesTheThreadsOwnForAWhile() {
    ContextSnapshot nothing =
        ContextSnapshotFactory.builder().clearMissing(true).build().captureAll();

    try (Scope own = Scopes.task("own").start()) {
      during(nothing, () -> assertThat(Scopes.current()).isEmpty());
      assertThat(Scopes.current()).contains(own);
    }
  }

  @Test
  void snapshot_restoresWhatWasThere() throws Exception {
    ContextSnapshot taken = Scopes.task("first").call(scope -> snapshot());

    try (Scope second = Scopes.task("second").start()) {
      during(taken, () -> assertThat(Scopes.current().map(Scope::ended)).contains(true));
      assertThat(Scopes.current()).contains(second);
    }
    assertThat(Scopes.current()).isEmpty();
  }

  private static void during(ContextSnapshot snapshot, Runnable check) {
    snapshot.wrap(check).run();
  }

  private static ContextSnapshot snapshot() {
    return ContextSnapshotFactory.builder().build().captureAll();
  }

  private Optional<Scope> currentInPool() throws Exception {
    return pool.submit(Scopes::current).get(20, TimeUnit.SECONDS);
  }
}
