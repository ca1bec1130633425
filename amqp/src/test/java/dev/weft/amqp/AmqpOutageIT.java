package dev.weft.amqp;

import com.rabbitmq.client.GetResponse;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.SinkOutageContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * With confirms, a broker that is killed under load loses nothing. What arrives twice, since a
 * batch is not one thing to RabbitMQ and any part of it may be there already, a reader knows by its
 * key.
 */
class AmqpOutageIT extends SinkOutageContract {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private final String exchange = Rabbit.name("exchange");
  private final Set<String> arrived = new LinkedHashSet<>();
  private String queue = "none";

  @BeforeEach
  void bind() throws Exception {
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      queue = rabbit.queueOf(exchange);
    }
  }

  @Override
  protected Sink createSink() {
    return Rabbit.sink(RABBIT.uri(), Map.of("exchange", exchange, "confirm", "on"));
  }

  @Override
  protected List<String> arrived() throws Exception {
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      for (GetResponse message : rabbit.all(queue)) {
        arrived.add(Rabbit.record(message));
      }
    }
    return new ArrayList<>(arrived);
  }

  @Override
  protected boolean recognisesRepeats() {
    return true;
  }

  @Override
  protected void takeAway() {
    RABBIT.kill();
  }

  @Override
  protected void bringBack() {
    RABBIT.start();
  }

  @Override
  protected Duration patience() {
    return Duration.ofMinutes(2);
  }
}
