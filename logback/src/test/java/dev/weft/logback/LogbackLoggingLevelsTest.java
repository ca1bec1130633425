package dev.weft.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.weft.level.LoggingLevels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogbackLoggingLevelsTest {
  private static final String NAME = "level.test.a";

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level rootBefore = root.getLevel();
  private final LoggingLevels levels = LoggingLevels.inProgram();

  @BeforeEach
  void setRoot() {
    root.setLevel(Level.INFO);
  }

  @AfterEach
  void restore() {
    levels.set(NAME, "NOTSET");
    root.setLevel(rootBefore);
  }

  @Test
  void inProgram_isThisOne() {
    assertThat(levels).isInstanceOf(LogbackLoggingLevels.class);
  }

  @Test
  void set_holdsForTheLoggerAndThoseBelow() {
    assertThat(levels.own(NAME)).isEqualTo("NOTSET");
    assertThat(levels.effective(NAME)).isEqualTo("INFO");

    levels.set(NAME, "warn");

    assertThat(levels.own(NAME)).isEqualTo("WARNING");
    assertThat(LoggerFactory.getLogger(NAME + ".b").isInfoEnabled()).isFalse();
    assertThat(levels.effective(NAME + ".c")).isEqualTo("WARNING");

    levels.set(NAME, "NOTSET");
    assertThat(levels.own(NAME)).isEqualTo("NOTSET");
  }

  @Test
  void set_critical_isTheNearestThereIs() {
    levels.set(NAME, "CRITICAL");

    assertThat(levels.own(NAME)).isEqualTo("ERROR");
    assertThat(levels.canonical("critical")).isEqualTo("CRITICAL");
  }

  @Test
  void set_refusesOthers() {
    assertThatThrownBy(() -> levels.set(NAME, "FINE"))
        .hasMessage(
            "no level \"FINE\"; there are OFF, CRITICAL, ERROR, WARNING, INFO, DEBUG, TRACE,"
                + " NOTSET");
  }

  @Test
  void root_hasThreeNames() {
    levels.set("root", "ERROR");
    assertThat(root.getLevel()).isEqualTo(Level.ERROR);
    levels.set("", "NOTSET");
    assertThat(levels.own("ROOT")).isEqualTo("TRACE");
  }
}
