package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bridge.LocalLogs;
import dev.weft.event.EventKey;
import dev.weft.record.ListRecorder;
import dev.weft.record.ListRecorder.Recorded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scopes closed where they should not be: forgiven in production, thrown in strict mode. */
class ScopeMistakesTest {
  private final ListRecorder recorder = ListRecorder.install();
  private final boolean linesBefore = LocalLogs.on(false);
  private final Logger own = Logger.getLogger("dev.weft.scopes");
  private final List<String> said = new ArrayList<>();
  private final Handler ear =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          said.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private boolean strictBefore;

  @BeforeEach
  void listen() {
    strictBefore = ScopeMistakes.strict(false);
    own.addHandler(ear);
    own.setUseParentHandlers(false);
  }

  @AfterEach
  void restore() {
    own.removeHandler(ear);
    own.setUseParentHandlers(true);
    ScopeMistakes.strict(strictBefore);
    LocalLogs.on(linesBefore);
    recorder.close();
    assertThat(Scopes.current()).isEmpty();
    assertThat(Scopes.openScopes()).isEmpty();
  }

  @Test
  void outOfOrderClose_unwindsAndWarnsOnce() {
    for (int i = 0; i < 2; i++) {
      Scope outer = Scopes.task("outer").start();
      Scope inner = Scopes.to("inner").start();
      outer.close();
      assertThat(inner.ended()).isTrue();
      assertThat(Scopes.current()).isEmpty();
      inner.close();
    }
    assertThat(recorder.records()).hasSize(8);
    assertThat(recorder.records())
        .extracting(Recorded::template)
        .startsWith("outer", "inner", "inner", "outer");
    assertThat(said)
        .singleElement()
        .satisfies(line ->
            assertThat(line)
                .startsWith("WARNING \"outer\" (")
                .contains("was closed before \"inner\" (")
                .endsWith("-Dweft.strict=true shows where it was begun"));
  }

  @Test
  void outOfOrderClose_inStrictModeThrowsWithTheOpenersStack() {
    ScopeMistakes.strict(true);
    Scope outer = Scopes.task("outer").start();
    begunHere();
    assertThatThrownBy(outer::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was closed before \"inner\"")
        .cause()
        .satisfies(opener ->
            assertThat(opener.getStackTrace())
                .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("begunHere")));
    assertThat(outer.ended()).isTrue();
  }

  private static void begunHere() {
    Scopes.to("inner").start();
  }

  @Test
  void closeByAnotherThread_endsTheTaskAndFreesItsOwn() throws InterruptedException {
    Scope scope = Scopes.task("job").start();
    Thread other = new Thread(scope::close, "other");
    other.start();
    other.join(5000);
    assertThat(scope.ended()).isTrue();
    assertThat(Scopes.current()).isEmpty();
    scope.close();
    assertThat(recorder.records()).hasSize(2);
    assertThat(said)
        .singleElement()
        .satisfies(line -> assertThat(line).contains("and closed by other"));
  }

  @Test
  void closeOfWhatIsSetAside_leavesWhatIsCurrent() {
    ScopeSnapshot nothing = Scopes.snapshot();
    Scope aside = Scopes.task("aside").start();
    nothing.run(() -> {
      try (Scope current = Scopes.task("current").start()) {
        aside.close();
        assertThat(Scopes.current()).contains(current);
      }
    });
    assertThat(Scopes.current()).isEmpty();
    assertThat(said).isEmpty();
  }

  @Test
  void failureOfTheBody_isNotHiddenByStrictMode() {
    ScopeMistakes.strict(true);
    IOException bok = new IOException("bok");
    assertThatThrownBy(() ->
            Scopes.task("outer")
                .run(() -> {
                  begunHere();
                  throw bok;
                }))
        .isSameAs(bok)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
  }

  @Test
  void openScopes_areNamedInStrictMode() {
    ScopeMistakes.strict(true);
    Scope scope = Scopes.task("leak").start();
    assertThat(Scopes.openScopes()).containsExactly(scope);
    assertThat(scope.toString()).startsWith("\"leak\" (").contains(scope.id().value());
    scope.close();
  }

  @Test
  void chainOfContinuations_keepsNothingOfThePast() {
    ScopeSnapshot[] last = {Scopes.snapshot()};
    for (int i = 0; i < 3; i++) {
      last[0].run(() -> {
        try (Scope scope = Scopes.task("step").start()) {
          last[0] = Scopes.snapshot();
          assertThat(scope.ended()).isFalse();
        }
      });
    }
    assertThat(recorder.records())
        .extracting(Recorded::key)
        .extracting(EventKey::number)
        .containsExactly(0L, 1L, 0L, 1L, 0L, 1L);
  }
}
