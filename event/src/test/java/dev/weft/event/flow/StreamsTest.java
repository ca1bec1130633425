package dev.weft.event.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StreamsTest {
  @Test
  void passwords_areInNoMessage() {
    assertThatThrownBy(() -> Streams.follow("nosuch://leo:secret@host/", Interest.EVERYTHING))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"nosuch://host/\": no transport serves \"nosuch://\"; there are: none");
    assertThatThrownBy(() -> Streams.follow("amqp://leo:sec ret@host", Interest.EVERYTHING))
        .hasMessage("\"amqp://host\" is no address; write one such as amqp://localhost");
  }

  @Test
  void shown_leavesOtherAddressesAlone() {
    assertThat(Streams.shown("zeromq://host:5011/a?b=c@d")).isEqualTo("zeromq://host:5011/a?b=c@d");
    assertThat(Streams.shown("amqp://a:b@c@host/x")).isEqualTo("amqp://host/x");
  }
}
