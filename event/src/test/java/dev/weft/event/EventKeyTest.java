package dev.weft.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventKeyTest {
  @Test
  void equality_isThatOfNumberAndTask() {
    EqualsVerifier.forClass(EventKey.class).withNonnullFields("scope").verify();
  }

  @Test
  void text_readsAsItWasWritten() {
    EventKey key = new EventKey(3, new ScopeId("e252a11f/1"));

    assertThat(key).hasToString("3@e252a11f/1");
    assertThat(EventKey.parse("3@e252a11f/1")).contains(key);
    assertThat(EventKey.parse("0@<built-in function id>")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mine", "@x", "3@", "-1@x", "3 @x", "9999999999999999999@x"})
  void otherText_isNoKey(String text) {
    assertThat(EventKey.parse(text)).isEmpty();
  }

  @Test
  void negativeNumber_isRefused() {
    assertThatThrownBy(() -> new EventKey(-1, new ScopeId("x"))).hasMessage("number < 0: -1");
  }

  @Test
  void order_isByTaskThenNumber() {
    assertThat(Stream.of("0@r/1", "10@r", "9@r").flatMap(t -> EventKey.parse(t).stream()).sorted())
        .extracting(EventKey::toString)
        .containsExactly("9@r", "10@r", "0@r/1");
  }
}
