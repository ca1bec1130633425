package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Level;
import dev.weft.event.collate.ObjectTable;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Options;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void read_codeWinsOverPropertyAndPropertyOverEnvironment() {
    Map<String, String> environment =
        Map.of("WEFT_SERVICE", "e", "WEFT_LEVEL", "debug", "WEFT_QUEUE_CAPACITY", "64");

    Options options =
        Settings.read(
            environment,
            properties("weft.service", "p", "weft.level", "warn"),
            Map.of("weft.service", "c"));

    assertThat(options.text(Settings.SERVICE)).isEqualTo("c");
    assertThat(Settings.level(options, Settings.LEVEL)).isEqualTo(Level.WARN);
    assertThat(Settings.limits(options).capacity()).isEqualTo(64);
  }

  @Test
  void read_unknownProperty_namesTheNearest() {
    assertThatThrownBy(
            () -> Settings.read(Map.of(), properties("weft.quue.capacity", "1"), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "unknown key \"weft.quue.capacity\"; did you mean \"weft.queue.capacity\"?");
  }

  @Test
  void read_wrongValue_saysTheForm() {
    assertThatThrownBy(
            () -> Settings.read(Map.of("WEFT_QUEUE_BYTES", "much"), new Properties(), Map.of()))
        .hasMessage("\"weft.queue.bytes: much\" is not a size such as 512, 64KiB, 10MiB or 2GiB");
    Options loud = Settings.read(Map.of("WEFT_LEVEL", "loud"), new Properties(), Map.of());
    assertThatThrownBy(() -> Settings.level(loud, Settings.LEVEL))
        .hasMessage(
            "\"weft.level: loud\" is no level; write trace, debug, info, warn, error or fatal");
  }

  @Test
  void heartbeat_isWithinBounds() {
    Options options = Settings.read(Map.of("WEFT_HEARTBEAT", "2s"), new Properties(), Map.of());
    assertThat(Settings.heartbeat(options)).isEqualTo(Duration.ofSeconds(2));
    assertThat(Settings.heartbeat(Settings.read(Map.of(), new Properties(), Map.of())))
        .isEqualTo(ObjectTable.HEARTBEAT);
    for (String wrong : List.of("0s", "99ms", "2h")) {
      Options outside = Settings.read(Map.of("WEFT_HEARTBEAT", wrong), new Properties(), Map.of());
      assertThatThrownBy(() -> Settings.heartbeat(outside))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageMatching("\"weft.heartbeat: PT.*\" is not from 100ms to 1h");
    }
  }

  @Test
  void destinations_areSeparatedByCommas() {
    Options options =
        Settings.read(
            Map.of("WEFT_TO", "zeromq://h:1, file:app.ndjson"), new Properties(), Map.of());

    assertThat(Settings.destinations(options)).containsExactly("zeromq://h:1", "file:app.ndjson");
    assertThat(Settings.sayWhere(Map.of("WEFT_TO", "x"), new Properties())).isTrue();
    assertThat(Settings.sayWhere(Map.of(), new Properties())).isFalse();
  }

  @Test
  void name_ofAnAddress_holdsNoSecret() {
    assertThat(Senders.name("zeromq://leo:pw@host:5010?key=abc")).isEqualTo("zeromq://host:5010");
    assertThat(Senders.name("file:app.ndjson")).isEqualTo("file:app.ndjson");
  }

  private static Properties properties(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }
}
