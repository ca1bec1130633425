package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bridge.LocalLogs;
import dev.weft.event.Event;
import dev.weft.event.Event.ScopeEnded;
import dev.weft.event.Event.ScopeStarted;
import dev.weft.event.EventKey;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.codec.EventDecoder;
import dev.weft.record.CurrentTask;
import dev.weft.record.PendingRecord.Style;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import dev.weft.testkit.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scopes, queue, dispatcher and encoder together: what stands on the wire. */
class NumberingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int THREADS = 8;
  private static final int ROUNDS = 500;

  private final RecordingSink sink = new RecordingSink();
  private final boolean linesBefore = LocalLogs.on(false);

  @AfterEach
  void stop() {
    Weft.stop(PATIENCE);
    LocalLogs.on(linesBefore);
  }

  @Test
  void manyThreadsInOneTask_wireOrderIsNumberOrder() throws Exception {
    Weft.configure().to(sink).queueCapacity(1 << 16).start();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try (Scope job = Scopes.task("job").start()) {
      List<Callable<Integer>> works = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        works.add(NumberingTest::work);
      }
      for (Future<Integer> done : Scopes.propagating(pool).invokeAll(works)) {
        assertThat(done.get()).isEqualTo(ROUNDS);
      }
      assertThat(job.ended()).isFalse();
    } finally {
      pool.shutdownNow();
    }
    Map<ScopeId, Long> next = new HashMap<>();
    List<ScopeEnded> ends = new ArrayList<>();
    for (Event event : wire()) {
      EventKey key = event.key();
      if (key != null) {
        assertThat(key.number()).isEqualTo(next.getOrDefault(key.scope(), 0L));
        next.put(key.scope(), key.number() + 1);
        if (event instanceof ScopeEnded end) {
          ends.add(end);
        }
      }
    }
    assertThat(Weft.stats().droppedTotal()).isZero();
    assertThat(ends).hasSize(1 + THREADS * ROUNDS);
    assertThat(ends).allSatisfy(e -> assertThat(e.count()).hasValue(next.get(e.key().scope())));
    ScopeEnded last = ends.get(ends.size() - 1);
    assertThat(last.children()).hasValue(THREADS * ROUNDS);
    assertThat(last.count()).hasValue(2 + THREADS * ROUNDS);
  }

  private static int work() {
    for (int i = 0; i < ROUNDS; i++) {
      log("line");
      Scopes.to("part").run(() -> log("inside"));
    }
    return ROUNDS;
  }

  @Test
  void tutorial_onTheWire() {
    Weft.configure().to(sink).start();
    String root;
    try (Scope job = Scopes.task("counting up to %d", 10).with("user", "leo").start()) {
      root = job.id().value();
      log("into task");
      try (Scope sub = Scopes.to("subtask").with("arg", 42).start()) {
        log("inside");
        sub.success("subtask done: %d rows", 7);
      }
    }
    log("outside");
    List<Event> wire = wire();
    assertThat(wire.subList(1, wire.size()))
        .extracting(event -> String.valueOf(event.key()))
        .containsExactly(
            "0@" + root,
            "1@" + root,
            "0@" + root + "/1",
            "1@" + root + "/1",
            "2@" + root + "/1",
            "2@" + root,
            "null");
    String begin = sink.records().get(1);
    assertThat(begin)
        .contains(
            "\"name\":\"root\"",
            "\"msg\":\"counting up to %d\"",
            "\"args\":null",
            "\"levelname\":\"INFO\"",
            "\"levelno\":20",
            "\"message\":\"counting up to 10\"",
            "\"user\":\"leo\"",
            "\"kind\":\"begin\"")
        .doesNotContain("asctime");
    assertThat(sink.records().get(7)).contains("\"context\":null");
    ScopeStarted child = (ScopeStarted) wire.get(3);
    assertThat(child.spawnedAt()).hasValue(2);
    assertThat(child.fields()).containsEntry("arg", 42L).doesNotContainKey("user");
  }

  @Test
  void failure_onTheWire() {
    Weft.configure().to(sink).start();
    try (Scope scope = Scopes.task("import %s", "a").with("bad", new Unprintable()).start()) {
      scope.fail(new IllegalStateException("bok\nbak", new Exception("why")));
    }
    ScopeEnded end = (ScopeEnded) wire().get(2);
    assertThat(end.level()).isEqualTo(Level.ERROR);
    assertThat(end.message()).isEqualTo("FAILED import a");
    assertThat(end.outcome()).isEqualTo(Event.Outcome.FAILED);
    assertThat(end.failure().trace())
        .contains("IllegalStateException: bok\nbak", "Caused by: java.lang.Exception: why");
    assertThat(end.fields().get("bad").toString())
        .contains("threw java.lang.IllegalStateException");
    assertThat(sink.records().get(2)).contains("bok\\\\nbak");
  }

  @Test
  void failureThroughSeveralTasks_isTracedOnce() {
    Weft.configure().to(sink).start();
    IllegalStateException bok = new IllegalStateException("bok");
    assertThatThrownBy(() ->
            Scopes.task("outer")
                .run(() ->
                    Scopes.to("middle")
                        .run(() ->
                            Scopes.to("inner")
                                .run(() -> {
                                  throw bok;
                                }))))
        .isSameAs(bok);
    List<Event> wire = wire();
    ScopeEnded inner = (ScopeEnded) wire.get(4);
    assertThat(inner.failure().trace()).contains("\n\tat ");
    for (Event outer : wire.subList(5, 7)) {
      assertThat(((ScopeEnded) outer).failure().message()).isEqualTo("bok");
      assertThat(((ScopeEnded) outer).failure().trace())
          .isEqualTo(
              "java.lang.IllegalStateException: bok\n\t[trace in the end of "
                  + inner.key().scope()
                  + "]");
    }
  }

  @Test
  void cutValues_areListedOnTheWire() {
    Weft.configure().to(sink).start();
    Scopes.task("big").with("text", "x".repeat(5000)).run(() -> {});
    wire();
    assertThat(sink.records().get(1)).contains("\"trunc\":[\"context.text\"]");
  }

  private static final class Unprintable {
    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  private static void log(String text) {
    Recorder recorder = Recording.recorder();
    recorder.commit(recorder.open().text(text, Style.PLAIN), Level.INFO, "app", CurrentTask.node());
  }

  private List<Event> wire() {
    assertThat(Weft.flush(PATIENCE)).isTrue();
    return sink.records().stream()
        .map(record -> EventDecoder.decode(record.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
