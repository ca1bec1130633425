package dev.weft.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Plugin;
import dev.weft.event.flow.SenderFactory;
import dev.weft.testkit.PluginContract;
import java.net.URI;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactoriesTest {
  @Nested
  class TheReceiver extends PluginContract {
    @Override
    protected Plugin plugin() {
      return new ZeroMqReceiverFactory();
    }
  }

  @Nested
  class TheSink extends PluginContract {
    @Override
    protected Plugin plugin() {
      return new ZeroMqSinkFactory();
    }
  }

  @Test
  void sender_isFoundByItsScheme() {
    assertThat(ServiceLoader.load(SenderFactory.class).stream().map(ServiceLoader.Provider::get))
        .anySatisfy(factory -> assertThat(factory.schemes()).containsExactly("zeromq"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zeromq://localhost",
        "zeromq://localhost:5010",
        "zeromq://my_host:5010/",
        "zeromq://[::1]:5010?batch=off",
        "zeromq://10.0.0.1:5010?system=T&batch=on&linger=100ms",
      })
  void sender_takesTheseAddresses(String address) {
    new ZeroMqSenderFactory().create(URI.create(address)).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zeromq:///logs",
        "zeromq://:5010",
        "zeromq:localhost:5010",
        "zeromq://localhost:99999",
        "zeromq://localhost:0",
        "zeromq://localhost:port",
        "zeromq://user@localhost:5010",
        "zeromq://localhost:5010/path",
        "zeromq://localhost:5010#here",
      })
  void sender_refusesTheseAddresses(String address) {
    assertThatThrownBy(() -> new ZeroMqSenderFactory().create(URI.create(address)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "\""
                + address
                + "\" is not of the form zeromq://host:port?name=value, with a port of at most"
                + " 65535");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sytem=T | unknown key \"sytem\"; did you mean \"system\"?",
        "system=X | \"system: X\" is not one of T, S, P",
        "batch=yes | \"batch: yes\" is not one of on, off",
        "linger=soon | \"linger: soon\" is not a duration",
        "linger=2m | \"linger: 2m\" is longer than 1m",
        "batch | \"batch\" in \"zeromq://localhost?batch\" is not of the form name=value",
      })
  void sender_refusesTheseParameters(String parameters, String message) {
    URI address = URI.create("zeromq://localhost?" + parameters);
    assertThatThrownBy(() -> new ZeroMqSenderFactory().create(address))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bind | localhost:5010 | \"bind: localhost:5010\" is not of the form tcp://host:port",
        "bind | tcp://127.0.0.1:70000 | has port 70000; the highest is 65535",
        "connect | tcp://*:5010 | needs the host and the port to connect to",
        "subscribe | tcp://a:* | needs the host and the port to connect to",
        "topics | PLJ | \"topics\" works with \"subscribe\" only",
        "high-water-mark | 0 | is not between 1 and 1000000",
        "max-message | 4GiB | is not between 1 and",
        "validate | yes | is not one of json, frame",
      })
  void receiver_refusesTheseOptions(String key, String value, String message) {
    assertThatThrownBy(() -> Peers.receiver(Map.of(key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void receiver_refusesToBindAndSubscribe() {
    Map<String, String> options = Map.of("bind", Peers.ANY_PORT, "subscribe", "tcp://a:1");
    assertThatThrownBy(() -> Peers.receiver(options))
        .hasMessage("\"bind\" and \"subscribe\" exclude each other; make two sources");
  }

  @Test
  void receiver_refusesTheNativeEngineForConnecting() {
    Map<String, String> options = Map.of("connect", "tcp://a:1", "engine", "native");
    assertThatThrownBy(() -> Peers.receiver(options))
        .hasMessage("\"engine: native\" only binds; \"connect\" needs jeromq");
  }

  @Test
  void sink_refusesAnUnknownTopicForm() {
    ZeroMqSinkFactory factory = new ZeroMqSinkFactory();
    assertThatThrownBy(() -> Options.of("live", factory.options(), Map.of("topic", "loger")))
        .hasMessageContaining("did you mean \"logger\"?");
  }
}
