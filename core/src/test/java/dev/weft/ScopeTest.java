package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bridge.LocalLogs;
import dev.weft.event.Event.Outcome;
import dev.weft.event.Level;
import dev.weft.record.ListRecorder;
import dev.weft.record.ListRecorder.Recorded;
import dev.weft.record.PendingRecord.Kind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rows of the wire's client, as far as they are made on the application's thread. */
class ScopeTest {
  private final ListRecorder recorder = ListRecorder.install();
  private final boolean linesBefore = LocalLogs.on(false);

  @AfterEach
  void nothingIsLeftOpen() {
    LocalLogs.on(linesBefore);
    recorder.close();
    assertThat(Scopes.current()).isEmpty();
    assertThat(Scopes.openScopes()).isEmpty();
  }

  @Test
  void tutorial_keysNestAsInDistlog() {
    String root;
    try (Scope job = Scopes.task("counting up to %d", 10).with("user", "leo").start()) {
      root = job.id().value();
      recorder.log("into task");
      try (Scope sub = Scopes.to("subtask").with("arg", 42).start()) {
        sub.bind("rows", 7);
        recorder.log("inside");
        sub.success("subtask done: %d rows", 7);
      }
    }
    recorder.log("outside");

    assertThat(keys())
        .containsExactly(
            "0@" + root,
            "1@" + root,
            "0@" + root + "/1",
            "1@" + root + "/1",
            "2@" + root + "/1",
            "2@" + root,
            "null");
    assertThat(record(4).template()).isEqualTo("subtask done: %d rows");
    assertThat(record(4).arguments()).containsExactly(7);
    assertThat(record(5).template()).isEqualTo("counting up to %d");
    assertThat(record(5).arguments()).containsExactly(10);
  }

  @Test
  void context_isTheInnermostScopesOnly() {
    try (Scope outer = Scopes.task("outer").with("user", "leo").start()) {
      try (Scope inner = Scopes.to("inner").with("arg", 42).start()) {
        inner.bind("late", true);
        recorder.log("line");
      }
      outer.bind("user", "kim");
    }
    assertThat(record(1).context()).containsOnlyKeys("arg");
    assertThat(record(2).context()).containsEntry("late", true).containsEntry("arg", 42);
    assertThat(record(4).context()).containsExactly(java.util.Map.entry("user", "kim"));
  }

  @Test
  void startAndEnd_areInfoRecordsOfTheRootLogger() {
    Scopes.task("work").run(() -> {});
    assertThat(recorder.records())
        .extracting(Recorded::kind, Recorded::level, Recorded::logger)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Kind.BEGIN, Level.INFO, "root"),
            org.assertj.core.groups.Tuple.tuple(Kind.END, Level.INFO, "root"));
    assertThat(record(1).outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void loggerAndLevel_areTheOnesGiven() {
    Scopes.task("work").logger("app.jobs").level(Level.DEBUG).run(() -> {});
    assertThat(recorder.records())
        .allSatisfy(r -> {
          assertThat(r.logger()).isEqualTo("app.jobs");
          assertThat(r.level()).isEqualTo(Level.DEBUG);
        });
  }

  @Test
  void emptySuccess_endsWithoutARecord() {
    try (Scope scope = Scopes.task("work").start()) {
      scope.success("");
    }
    assertThat(recorder.records()).hasSize(1);
  }

  @Test
  void failure_isRecordedAndThrownAsItIs() {
    IOException bok = new IOException("bok");
    assertThatThrownBy(() ->
            Scopes.task("import %s", "a.csv")
                .run(() -> {
                  throw bok;
                }))
        .isSameAs(bok);
    Recorded end = record(1);
    assertThat(end.level()).isEqualTo(Level.ERROR);
    assertThat(end.template()).isEqualTo("FAILED import %s");
    assertThat(end.arguments()).containsExactly("a.csv");
    assertThat(end.failure()).isSameAs(bok);
    assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(end.key().number()).isEqualTo(1);
  }

  @Test
  void cancellation_isNoFailure() {
    for (Exception stop : List.of(new InterruptedException(), new CancellationException())) {
      assertThatThrownBy(() ->
              Scopes.task("work")
                  .run(() -> {
                    throw stop;
                  }))
          .isSameAs(stop);
    }
    assertThat(record(1).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(record(3).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(record(1).template()).isEqualTo("CANCELLED work");
    assertThat(record(1).level()).isEqualTo(Level.INFO);
  }

  @Test
  void openForm_endsAsItWasSaid() {
    try (Scope scope = Scopes.task("explicit").start()) {
      scope.fail(new IOException("bok"));
    }
    try (Scope scope = Scopes.task("given up").start()) {
      scope.cancel();
    }
    try (Scope scope = Scopes.task("strict").requireExplicitEnd().start()) {
      scope.bind("a", 1);
    }
    assertThat(record(1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(record(3).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(record(5).outcome()).isEqualTo(Outcome.UNSET);
    assertThat(record(5).level()).isEqualTo(Level.WARN);
  }

  @Test
  void call_returnsTheResult() throws IOException {
    int n = Scopes.task("compute").call(s -> 42);
    String text = Scopes.task("read").call(() -> mayThrow("x"));
    assertThat(n).isEqualTo(42);
    assertThat(text).isEqualTo("x");
  }

  private static String mayThrow(String text) throws IOException {
    if (text.isEmpty()) {
      throw new IOException("empty");
    }
    return text;
  }

  @Test
  void task_isAlwaysANewRootLinkedToTheOpenOne() {
    try (Scope outer = Scopes.task("outer").start()) {
      recorder.log("line");
      Scopes.task("inner").run(s -> assertThat(s.id().isRoot()).isTrue());
      assertThat(record(2).link()).isEqualTo("1@" + outer.id());
      assertThat(record(2).orphan()).isFalse();
    }
    assertThat(record(0).link()).isNull();
  }

  @Test
  void child_takesItsPlaceWhenItStarts() {
    TaskBuilder made;
    try (Scope first = Scopes.task("first").start()) {
      made = Scopes.to("child");
      assertThat(first.ended()).isFalse();
    }
    try (Scope second = Scopes.task("second").start()) {
      Scopes.to("neverStarted");
      made.run(s -> assertThat(s.id()).isEqualTo(second.id().child(1)));
    }
  }

  @Test
  void childOutsideAnyTask_isAnOrphanedRoot() {
    Scopes.to("alone").run(s -> assertThat(s.id().isRoot()).isTrue());
    assertThat(record(0).orphan()).isTrue();
    assertThat(record(0).link()).isNull();
  }

  @Test
  void id_staysAfterTheEnd() {
    try (Scope outer = Scopes.task("outer").start()) {
      Scope kept = Scopes.to("kept").start();
      kept.close();
      assertThat(kept.id()).isEqualTo(outer.id().child(1));
      kept.close();
    }
    assertThat(recorder.records()).hasSize(4);
  }

  @Test
  void remoteChild_isNumberedWithTheOthers() {
    try (Scope job = Scopes.task("job").start()) {
      assertThat(job.newRemoteChild()).isEqualTo(job.id().child(1));
      Scopes.to("local").run(s -> assertThat(s.id()).isEqualTo(job.id().child(2)));
      assertThat(job.newRemoteChild()).isEqualTo(job.id().child(3));
    }
  }

  @Test
  void importedTask_hasTheIdThatWasGiven() {
    try (Scope local = Scopes.task("local").start()) {
      Scopes.importTask("e252/3", "payment")
          .with("svc", "pay")
          .run(s -> assertThat(s.id().value()).isEqualTo("e252/3"));
      assertThat(local.newRemoteChild()).isEqualTo(local.id().child(1));
    }
    assertThat(record(1).key().toString()).isEqualTo("0@e252/3");
    assertThat(record(1).foreign()).isTrue();
    assertThat(record(1).link()).isNull();
  }

  @Test
  void importedTwice_uniqueBranchesDoNotMeet() {
    String one = Scopes.importTask("e252/3", "a").uniqueBranch().call(s -> s.id().value());
    String two = Scopes.importTask("e252/3", "a").uniqueBranch().call(s -> s.id().value());
    assertThat(one).matches("e252/3/[0-9a-f]{16}").isNotEqualTo(two);
  }

  @Test
  void importWithoutId_isAnOrphanedRoot() {
    Scopes.importTask((String) null, "payment").run(() -> {});
    Scopes.importTask("", "payment").run(() -> {});
    assertThat(record(0).orphan()).isTrue();
    assertThat(record(0).foreign()).isFalse();
    assertThat(record(2).orphan()).isTrue();
  }

  @Test
  void fieldNamedKey_isRenamed() {
    Scopes.task("a").with("key", "mine").run(s -> s.bind("key", "yours"));
    assertThat(record(0).context()).containsOnlyKeys("key_").containsEntry("key_", "mine");
    assertThat(record(1).context()).containsOnlyKeys("key_").containsEntry("key_", "yours");
  }

  @Test
  void fieldGivenTwice_keepsTheLaterValue() {
    Scopes.task("a").with("n", 1).with("m", 2).with("n", 3).run(() -> {});
    assertThat(record(0).context())
        .containsExactlyInAnyOrderEntriesOf(java.util.Map.of("n", 3, "m", 2));
  }

  @Test
  void fields_areBounded() {
    boolean before = ScopeMistakes.strict(false);
    TaskBuilder task = Scopes.task("many");
    for (int i = 0; i < 200; i++) {
      task.with("f" + i, i);
    }
    try (Scope scope = task.start()) {
      scope.bind("more", 1);
    } finally {
      ScopeMistakes.strict(before);
    }
    assertThat(record(1).context()).hasSize(128);
  }

  @Test
  void builder_isUsedOnce() {
    TaskBuilder task = Scopes.task("once");
    task.run(() -> {});
    assertThatThrownBy(task::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the task \"once\" was begun already; make a new one for each time");
  }

  @Test
  void secretFields_areMasked() {
    Scopes.task("login of %s", Secret.of("leo"))
        .with("userPassword", "hunter2")
        .run(s -> s.bind("apiToken", "abc"));
    assertThat(record(0).arguments()).containsExactly("***");
    assertThat(record(1).context())
        .containsEntry("userPassword", "***")
        .containsEntry("apiToken", "***");
  }

  @Test
  void levelThatIsOff_takesNoNumber() {
    recorder.least(Level.INFO);
    Scopes.task("quiet").level(Level.DEBUG).run(() -> recorder.log("line"));
    assertThat(recorder.records())
        .singleElement()
        .satisfies(r -> assertThat(r.key().number()).isZero());
  }

  private Recorded record(int index) {
    return recorder.records().get(index);
  }

  private List<String> keys() {
    return recorder.records().stream().map(r -> String.valueOf(r.key())).toList();
  }
}
