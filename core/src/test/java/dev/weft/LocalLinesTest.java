package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bridge.LocalLogs;
import dev.weft.capture.Capture;
import dev.weft.record.ListRecorder;
import dev.weft.record.Recording;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the program's own log, here the JDK's, shows of its tasks. */
class LocalLinesTest {
  private final ListRecorder recorder = ListRecorder.install();
  private final Logger logger = Logger.getLogger("app.tasks");
  private final List<LogRecord> lines = new ArrayList<>();
  private boolean nested;
  private final Handler console =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line);
          if (nested) {
            Scopes.to("write").logger("app.tasks").run(() -> {});
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private boolean before;

  @BeforeEach
  void attach() {
    logger.setUseParentHandlers(false);
    logger.addHandler(console);
    before = LocalLogs.on(true);
  }

  @AfterEach
  void detach() {
    LocalLogs.on(before);
    logger.removeHandler(console);
    logger.setUseParentHandlers(true);
    recorder.close();
  }

  @Test
  void startAndEnd_areWrittenOnceEach() {
    Scopes.task("order %d", 7).logger("app.tasks").run(s -> s.success("%s done", "all"));
    assertThat(lines).extracting(LogRecord::getMessage).containsExactly("order 7", "all done");
    assertThat(lines).extracting(LogRecord::getLevel).containsOnly(Level.INFO);
    assertThat(recorder.records()).hasSize(2);
  }

  @Test
  void failure_isWrittenWithItsException() {
    IllegalStateException bok = new IllegalStateException("bok");
    assertThatThrownBy(() ->
            Scopes.task("order")
                .logger("app.tasks")
                .run(() -> {
                  throw bok;
                }))
        .isSameAs(bok);
    assertThat(lines.get(1).getMessage()).isEqualTo("FAILED order");
    assertThat(lines.get(1).getLevel()).isEqualTo(Level.SEVERE);
    assertThat(lines.get(1).getThrown()).isSameAs(bok);
  }

  @Test
  void maskedTexts_areMaskedHereToo() {
    Capture before = Recording.capture();
    Recording.install(recorder, Capture.builder().text("\\d{4}-\\d{4}").build());
    Exception failure =
        new IllegalStateException("card 1234-5678", new Exception("from 1234-5678"));
    try (Scope scope = Scopes.task("pay with 1234-5678").logger("app.tasks").start()) {
      scope.fail(failure);
    } finally {
      Recording.install(recorder, before);
    }
    StringWriter trace = new StringWriter();
    lines.get(1).getThrown().printStackTrace(new PrintWriter(trace));
    assertThat(lines.get(0).getMessage()).isEqualTo("pay with ***");
    assertThat(trace.toString())
        .startsWith("java.lang.IllegalStateException: card ***")
        .contains("Caused by: java.lang.Exception: from ***", "LocalLinesTest.java")
        .doesNotContain("1234-5678");
  }

  @Test
  void appenderThatWorksInTasks_doesNotCallItself() {
    nested = true;
    Scopes.task("order").logger("app.tasks").run(() -> {});
    assertThat(lines).extracting(LogRecord::getMessage).containsExactly("order", "order");
    assertThat(recorder.records()).hasSize(6);
  }

  @Test
  void linesSwitchedOff_areNotWritten() {
    LocalLogs.on(false);
    Scopes.task("order").logger("app.tasks").run(() -> {});
    assertThat(lines).isEmpty();
    assertThat(recorder.records()).hasSize(2);
  }
}
