package dev.weft.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClashesTest {
  private static final Option BIND = Option.required("bind", Option.Kind.TEXT, "an address");

  @Test
  void onePortForTwo_isAProblem_onlyWhereTheirAddressesMeet() {
    Reading reading = new Reading("weft.yaml", Map.of());

    new Clashes(reading)
        .check(
            List.of(
                listening("a", "tcp://127.0.0.1:5010"),
                listening("b", "tcp://*:5010"),
                listening("c", "tcp://127.0.0.1:5011"),
                listening("d", "tcp://10.0.0.1:5011"),
                listening("e", "tcp://127.0.0.1:0"),
                listening("f", "tcp://127.0.0.1:0")),
            List.of(),
            DeadLetterFile.STANDARD,
            HttpSettings.OFF);

    assertThat(reading.problems())
        .containsExactly(
            new Problem(
                new Place("weft.yaml", 1, 1),
                "source \"b\" wants the port of source \"a\", tcp://*:5010; give it another"));
  }

  private static Component<ReceiverFactory> listening(String name, String address) {
    return new Component<>(
        name,
        new Listening(),
        Options.of(name, List.of(BIND), Map.of("bind", address)),
        new Place("weft.yaml", 1, 1));
  }

  private static final class Listening implements ReceiverFactory {
    @Override
    public String type() {
      return "listening";
    }

    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public List<Option> options() {
      return List.of(BIND);
    }

    @Override
    public Receiver create(Options options) {
      throw new UnsupportedOperationException("never made");
    }
  }
}
