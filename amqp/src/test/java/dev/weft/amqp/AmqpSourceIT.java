package dev.weft.amqp;

import dev.weft.event.flow.Receiver;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.ReceiverContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class AmqpSourceIT extends ReceiverContract {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private final String exchange = Rabbit.name("exchange");

  @Override
  protected Receiver createReceiver() {
    return Rabbit.source(RABBIT.uri(), Map.of("exchange", exchange));
  }

  @Override
  protected void send(Receiver receiver, List<String> records) throws Exception {
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      for (String record : records) {
        rabbit.publish(exchange, "test", record);
      }
    }
  }

  @Override
  protected String brought(String sent) {
    return sent.substring(0, sent.lastIndexOf('}')) + ",\"weft\":{\"rkey\":\"test\"}}";
  }

  @Override
  protected int sendBroken(Receiver receiver) throws Exception {
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      rabbit.publish(exchange, "test", "no json");
      rabbit.publish(exchange, "test", "{\"torn\":");
      rabbit.publish(exchange, "test", Map.of(), new byte[] {0, -1, 2});
      rabbit.publish(exchange, "test", "");
    }
    return 4;
  }
}
