package dev.weft.amqp;

import dev.weft.event.flow.Receiver;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.ReceiverContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class AmqpNamedQueueIT extends ReceiverContract {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private final String queue = Rabbit.name("queue");

  @Override
  protected Receiver createReceiver() throws Exception {
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      rabbit.channel().queueDeclare(queue, true, false, false, Map.of());
    }
    return Rabbit.source(RABBIT.uri(), Map.of("queue", queue, "prefetch", 7));
  }

  @Override
  protected void send(Receiver receiver, List<String> records) throws Exception {
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      for (String record : records) {
        rabbit.publish("", queue, record);
      }
    }
  }

  @Override
  protected String brought(String sent) {
    return sent.substring(0, sent.lastIndexOf('}')) + ",\"weft\":{\"rkey\":\"" + queue + "\"}}";
  }
}
