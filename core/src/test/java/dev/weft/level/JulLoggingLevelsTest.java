package dev.weft.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JulLoggingLevelsTest {
  private static final String NAME = "level.test.a";

  private final LoggingLevels levels = new JulLoggingLevels();
  private final Level rootBefore = root().getLevel();

  private static Logger root() {
    return Logger.getLogger("");
  }

  @BeforeEach
  void setRoot() {
    root().setLevel(Level.INFO);
  }

  @AfterEach
  void restore() {
    levels.set(NAME, "NOTSET");
    root().setLevel(rootBefore);
  }

  @Test
  void logger_withoutALevelTakesItsParents() {
    assertThat(levels.own(NAME)).isEqualTo("NOTSET");
    assertThat(levels.effective(NAME)).isEqualTo("INFO");
    assertThat(levels.own("level.test.never")).isEqualTo("NOTSET");
    assertThat(LogManager.getLogManager().getLogger("level.test.never")).isNull();
  }

  @Test
  void set_takesPythonsNamesAndItsOwnInAnyCase() {
    for (List<String> pair :
        List.of(
            List.of("warning", "WARNING"),
            List.of("WARN", "WARNING"),
            List.of("debug", "DEBUG"),
            List.of("FINE", "DEBUG"),
            List.of("FINER", "FINER"),
            List.of("TRACE", "TRACE"),
            List.of("CRITICAL", "ERROR"),
            List.of("SEVERE", "ERROR"),
            List.of("OFF", "OFF"))) {
      levels.set(NAME, pair.get(0));
      assertThat(levels.own(NAME)).isEqualTo(pair.get(1));
      assertThat(levels.effective(NAME + ".b")).isEqualTo(pair.get(1));
    }
    levels.set(NAME, "NOTSET");
    assertThat(levels.own(NAME)).isEqualTo("NOTSET");
  }

  @Test
  void set_refusesOthersAndNamesThoseThatThereAre() {
    assertThatThrownBy(() -> levels.set(NAME, "TRACEX"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no level \"TRACEX\"; there are OFF, CRITICAL, ERROR, WARNING, INFO, CONFIG, DEBUG,"
                + " FINER, TRACE, ALL, NOTSET");
    assertThat(levels.own(NAME)).isEqualTo("NOTSET");
  }

  @Test
  void root_hasTwoNames() {
    levels.set("root", "ERROR");
    assertThat(root().getLevel()).isEqualTo(Level.SEVERE);
    levels.set("", "DEBUG");
    assertThat(levels.own("root")).isEqualTo("DEBUG");
    levels.set("root", "NOTSET");
    assertThat(levels.effective("root")).isEqualTo("ALL");
  }

  @Test
  void inProgram_isThisOneWhereThereIsNoOther() {
    assertThat(LoggingLevels.inProgram()).isInstanceOf(JulLoggingLevels.class);
  }

  @Test
  void canonical_isPythonsNameWhereThereIsOne() {
    assertThat(levels.canonical("warn")).isEqualTo("WARNING");
    assertThat(levels.canonical(" critical")).isEqualTo("CRITICAL");
    assertThat(levels.canonical("Finer")).isEqualTo("FINER");
  }
}
