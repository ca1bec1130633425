package dev.weft.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LevelTest {
  @ParameterizedTest
  @EnumSource
  void number_findsItsLevel(Level level) {
    assertThat(Level.ofNumber(level.number())).isEqualTo(level);
    assertThat(Level.ofName(level.wireName())).contains(level);
    assertThat(Level.ofName(level.name())).contains(level);
  }

  @ParameterizedTest
  @CsvSource({"-1,TRACE", "9,TRACE", "19,DEBUG", "25,INFO", "39,WARN", "49,ERROR", "999,FATAL"})
  void numberBetween_isTheLevelBelow(int number, Level level) {
    assertThat(Level.ofNumber(number)).isEqualTo(level);
  }

  @Test
  void names_ofOtherSystemsAreKnown() {
    assertThat(Level.ofName("Severe")).contains(Level.ERROR);
    assertThat(Level.ofName("loud")).isEmpty();
  }

  @Test
  void order_isThatOfSeriousness() {
    assertThat(Level.WARN.atLeast(Level.WARN)).isTrue();
    assertThat(Level.INFO.atLeast(Level.WARN)).isFalse();
  }
}
