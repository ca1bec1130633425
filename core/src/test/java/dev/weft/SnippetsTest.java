package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.bridge.LocalLogs;
import dev.weft.event.Event.Outcome;
import dev.weft.record.ListRecorder;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The documentation's code does what the documentation says. */
class SnippetsTest {
  private final ListRecorder recorder = ListRecorder.install();
  private final boolean linesBefore = LocalLogs.on(false);

  @AfterEach
  void stop() {
    LocalLogs.on(linesBefore);
    recorder.close();
    assertThat(Scopes.openScopes()).isEmpty();
  }

  @Test
  void closedForm_nestsAndTells() throws IOException {
    assertThat(Snippets.closedForm(7)).isEqualTo(7);
    assertThat(recorder.records()).hasSize(4);
    assertThat(recorder.records().get(3).template()).isEqualTo("shipped %d orders");
  }

  @Test
  void openForm_tellsItsFailure() {
    Snippets.openForm();
    assertThat(recorder.records().get(1).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void headers_continueTheTask() {
    try (Scope scope = Scopes.task("order").start()) {
      Map<String, String> headers = Snippets.handOver();
      Snippets.takeOver(headers);
      assertThat(recorder.records().get(1).key().scope()).isEqualTo(scope.id().child(1));
    }
  }

  @Test
  void otherThreads_areReached() throws Exception {
    Snippets.pool();
    assertThat(Snippets.stages(CompletableFuture.completedFuture("42")).get(20, TimeUnit.SECONDS))
        .isEqualTo("answer: 42");
    assertThat(Snippets.threads(Thread::new).newThread(() -> {})).isNotNull();
  }

  @Test
  void proxy_isATaskPerCall() {
    assertThat(Snippets.repo((id, pin) -> id).load("7", "1234")).isEqualTo("7");
    assertThat(recorder.records().get(0).arguments()).containsExactly("7", "***");
  }
}
