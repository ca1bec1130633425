package dev.weft.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.level.LoggingLevels;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Log4jLoggingLevelsTest {
  private static final String NAME = "level.test.a";

  private final LoggingLevels levels = LoggingLevels.inProgram();
  private final String rootBefore = levels.own("root");

  @BeforeEach
  void setRoot() {
    levels.set("root", "INFO");
  }

  @AfterEach
  void restore() {
    levels.set(NAME, "NOTSET");
    levels.set("root", rootBefore);
  }

  @Test
  void inProgram_isThisOne() {
    assertThat(levels).isInstanceOf(Log4jLoggingLevels.class);
  }

  @Test
  void set_holdsForTheLoggerAndThoseBelow() {
    assertThat(levels.own(NAME)).isEqualTo("NOTSET");
    assertThat(levels.effective(NAME)).isEqualTo("INFO");

    levels.set(NAME, "critical");

    assertThat(levels.own(NAME)).isEqualTo("CRITICAL");
    assertThat(LogManager.getLogger(NAME + ".b").isErrorEnabled()).isFalse();
    assertThat(levels.effective(NAME + ".c")).isEqualTo("CRITICAL");

    levels.set(NAME, "NOTSET");
    assertThat(levels.own(NAME)).isEqualTo("NOTSET");
    assertThat(LogManager.getLogger(NAME + ".b").isInfoEnabled()).isTrue();
  }

  @Test
  void set_refusesOthers() {
    assertThatThrownBy(() -> levels.set(NAME, "FINE"))
        .hasMessage(
            "no level \"FINE\"; there are OFF, CRITICAL, ERROR, WARNING, INFO, DEBUG, TRACE, ALL,"
                + " NOTSET");
  }

  @Test
  void root_hasTwoNames() {
    levels.set("root", "FATAL");
    assertThat(levels.own("")).isEqualTo("CRITICAL");
    levels.set("", "NOTSET");
    assertThat(levels.own("root")).isEqualTo("ALL");
  }
}
