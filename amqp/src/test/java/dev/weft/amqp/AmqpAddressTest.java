package dev.weft.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpAddressTest {
  private static AmqpAddress parse(String text) {
    return AmqpAddress.parse("uri", text);
  }

  @Test
  void parse_hostAlone_fillsInTheRest() {
    assertThat(parse("amqp://rabbit"))
        .isEqualTo(new AmqpAddress(false, "rabbit", 5672, "guest", "guest", "/", Map.of()));
    assertThat(parse("amqps://rabbit/"))
        .isEqualTo(new AmqpAddress(true, "rabbit", 5671, "guest", "guest", "/", Map.of()));
  }

  @Test
  void parse_everything_isRead() {
    assertThat(parse("amqp://me%40here:s%3Acr%2Bt+@my_host:15672/a%2Fb?exchange=x%20y&confirm=on"))
        .isEqualTo(
            new AmqpAddress(
                false,
                "my_host",
                15672,
                "me@here",
                "s:cr+t+",
                "a/b",
                Map.of("exchange", "x y", "confirm", "on")));
    assertThat(parse("amqp://me@[::1]:5673/%2F"))
        .isEqualTo(new AmqpAddress(false, "[::1]", 5673, "me", "guest", "/", Map.of()));
    assertThat(parse("amqp://[::1]").port()).isEqualTo(5672);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:s3cret@host",
        "amqp:me:s3cret@host",
        "amqp://me:s3cret@",
        "amqp://me:s3cret@:5672",
        "amqp://me:s3cret@host:",
        "amqp://me:s3cret@host:0",
        "amqp://me:s3cret@host:65536",
        "amqp://me:s3cret@host:port",
        "amqp://me:s3cret@ho st",
        "amqp://me:s3cret@host/#part",
        "amqp://me:s3cret%@host"
      })
  void parse_whatIsNone_showsTheFormAndNoPassword(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("\"uri\" is not an address of RabbitMQ: expected amqp://")
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @Test
  void parse_parameterWithoutValue_namesIt() {
    assertThatThrownBy(() -> parse("amqp://me:s3cret@host?confirm"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"confirm\" in the address is not of the form name=value");
  }

  @Test
  void toString_holdsNeitherUserNorPassword() {
    assertThat(parse("amqps://me:s3cret@host/shop?exchange=x"))
        .hasToString("amqps://host:5671/shop");
    assertThat(parse("amqp://host")).hasToString("amqp://host:5672");
  }
}
