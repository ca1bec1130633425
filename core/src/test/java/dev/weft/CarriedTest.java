package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.record.ListRecorder;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task hands to all inside it, and a task that outlives the call that began it. */
class CarriedTest {
  private record Request(String id) implements Carried {
    @Override
    public void fields(BiConsumer<String, @Nullable Object> each) {
      each.accept("request_id", id);
    }
  }

  private final ListRecorder recorder = ListRecorder.install();

  @AfterEach
  void nothingIsLeftOpen() {
    recorder.close();
    assertThat(Scopes.current()).isEmpty();
    assertThat(Scopes.openScopes()).isEmpty();
  }

  @Test
  void carried_reachesChildrenAndOtherThreads_andEndsWithItsTask() {
    Scopes.task("GET /")
        .carrying(new Request("r1"))
        .run(() -> {
          Scopes.to("query")
              .run(() -> {
                assertThat(Scopes.carried(Request.class)).contains(new Request("r1"));
                Runnable elsewhere =
                    () -> assertThat(Scopes.carried(Request.class)).contains(new Request("r1"));
                CompletableFuture.runAsync(Scopes.wrap(elsewhere)).join();
                Scopes.to("sub-request")
                    .carrying(new Request("r2"))
                    .run(() ->
                        assertThat(Scopes.carried(Request.class)).contains(new Request("r2")));
              });
          assertThat(Scopes.carried(Request.class)).contains(new Request("r1"));
          Scopes.task("another tree")
              .run(() -> assertThat(Scopes.carried(Request.class)).isEmpty());
        });

    assertThat(Scopes.carried(Request.class)).isEmpty();
  }

  @Test
  void release_givesTheThreadBack_andLetsAnotherEndTheTask() {
    ScopeSnapshot elsewhere;
    try (Scope outer = Scopes.task("outer").start()) {
      Scope request = Scopes.to("request").start();
      elsewhere = request.release();
      assertThat(Scopes.current()).contains(outer);
      assertThat(request.ended()).isFalse();
    }
    CompletableFuture.runAsync(() ->
            elsewhere.run(() -> {
              recorder.log("still inside");
              Scopes.current().orElseThrow().close();
              assertThat(Scopes.current()).isEmpty();
            }))
        .join();

    assertThat(recorder.records())
        .extracting(ListRecorder.Recorded::template)
        .containsExactly("outer", "request", "outer", "still inside", "request");
  }

  @Test
  void release_ofATaskThatIsNotCurrent_isAMistake() {
    try (Scope outer = Scopes.task("outer").start()) {
      Scope inner = Scopes.to("inner").start();
      assertThatThrownBy(outer::release)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("was released where it is not the current task");
      inner.close();
    }
  }
}
