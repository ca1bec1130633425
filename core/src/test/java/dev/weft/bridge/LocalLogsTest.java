package dev.weft.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Level;
import dev.weft.record.Bindings;
import dev.weft.record.TaskNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalLogsTest {
  private static final TaskNode TASK = TaskNode.root(Bindings.NONE);

  private final Logger shop = Logger.getLogger("shop.local");
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    shop.setUseParentHandlers(false);
    shop.addHandler(lines);
  }

  @AfterEach
  void leave() {
    shop.removeHandler(lines);
    shop.setUseParentHandlers(true);
    shop.setLevel(null);
  }

  @Test
  void fallback_writesTheLineOnceThroughJul() {
    IllegalStateException failure = new IllegalStateException("bok");

    LocalLogs.chosen().log("shop.local", Level.ERROR, "FAILED import {0}", failure, TASK);

    assertThat(lines.seen).hasSize(1);
    LogRecord line = lines.seen.get(0);
    assertThat(line.getLevel()).isEqualTo(java.util.logging.Level.SEVERE);
    assertThat(line.getMessage()).isEqualTo("FAILED import {0}");
    assertThat(line.getParameters()).isNull();
    assertThat(line.getThrown()).isSameAs(failure);
    assertThat(line.getLoggerName()).isEqualTo("shop.local");
    assertThat(line.getSourceClassName()).isNull();
  }

  @Test
  void enabled_asksTheProgramsOwnLevels() {
    shop.setLevel(java.util.logging.Level.WARNING);

    assertThat(LocalLogs.chosen().enabled("shop.local", Level.INFO)).isFalse();
    assertThat(LocalLogs.chosen().enabled("shop.local", Level.WARN)).isTrue();
  }

  @Test
  void enabled_knowsTheRootLoggerByPythonsName() {
    assertThat(LocalLogs.chosen().enabled("root", Level.INFO)).isTrue();
    assertThat(LocalLogs.chosen().enabled("root", Level.TRACE)).isFalse();
  }

  @Test
  void log_survivesAHandlerThatThrows() {
    lines.failure = new IllegalStateException("disk full");

    LocalLogs.chosen().log("shop.local", Level.INFO, "import", null, TASK);

    assertThat(lines.seen).hasSize(1);
  }

  @Test
  void choice_isTheFirstInUse() {
    LocalLog unused = new Fake(false);
    LocalLog used = new Fake(true);

    assertThat(LocalLogs.choose(List.of(unused, used, new Fake(true)).iterator())).isSameAs(used);
  }

  @Test
  void choice_passesOverBrokenOnes() {
    LocalLog used = new Fake(true);
    Iterator<LocalLog> candidates =
        new Iterator<>() {
          private int asked;

          @Override
          public boolean hasNext() {
            return asked < 2;
          }

          @Override
          public LocalLog next() {
            if (asked++ == 0) {
              throw new ServiceConfigurationError("no such class");
            }
            return used;
          }
        };

    assertThat(LocalLogs.choose(candidates)).isSameAs(used);
  }

  @Test
  void levels_mapToTheNearestAtOrBelow() {
    assertThat(JulLevels.of(java.util.logging.Level.SEVERE)).isEqualTo(Level.ERROR);
    assertThat(JulLevels.of(java.util.logging.Level.WARNING)).isEqualTo(Level.WARN);
    assertThat(JulLevels.of(java.util.logging.Level.INFO)).isEqualTo(Level.INFO);
    assertThat(JulLevels.of(java.util.logging.Level.CONFIG)).isEqualTo(Level.DEBUG);
    assertThat(JulLevels.of(java.util.logging.Level.FINE)).isEqualTo(Level.DEBUG);
    assertThat(JulLevels.of(java.util.logging.Level.FINER)).isEqualTo(Level.TRACE);
    assertThat(JulLevels.of(java.util.logging.Level.FINEST)).isEqualTo(Level.TRACE);
    for (Level level : Level.values()) {
      assertThat(JulLevels.of(JulLevels.of(level)))
          .isEqualTo(level == Level.FATAL ? Level.ERROR : level);
    }
  }

  private record Fake(boolean inUse) implements LocalLog {
    @Override
    public boolean enabled(String logger, Level level) {
      return true;
    }

    @Override
    public void log(String logger, Level level, String message, Throwable failure, TaskNode task) {}
  }

  private static final class Lines extends Handler {
    private final List<LogRecord> seen = new ArrayList<>();
    private RuntimeException failure;

    @Override
    public void publish(LogRecord record) {
      seen.add(record);
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
