package dev.weft.amqp;

import com.rabbitmq.client.GetResponse;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RabbitMqServer;
import dev.weft.testkit.SinkContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class AmqpSinkIT extends SinkContract {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();

  private final String exchange = Rabbit.name("exchange");
  private final List<String> arrived = new ArrayList<>();
  private String queue = "none";

  @BeforeEach
  void bind() throws Exception {
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      queue = rabbit.queueOf(exchange);
    }
  }

  /** Whether to wait for confirms. */
  String confirm() {
    return "off";
  }

  @Override
  protected Sink createSink() {
    return Rabbit.sink(RABBIT.uri(), Map.of("exchange", exchange, "confirm", confirm()));
  }

  @Override
  protected List<String> arrived() throws Exception {
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      for (GetResponse message : rabbit.all(queue)) {
        arrived.add(Rabbit.record(message));
      }
    }
    return arrived;
  }

  @Override
  protected boolean canTakeAway() {
    return true;
  }

  @Override
  protected void takeAway() {
    RABBIT.kill();
  }

  @Override
  protected void bringBack() throws Exception {
    RABBIT.start();
    // A broker that is killed right after a binding was made may not have it on disk yet.
    try (Rabbit rabbit = Rabbit.on(RABBIT.port())) {
      rabbit.bind(queue, exchange);
    }
  }

  @Override
  protected boolean canHang() {
    return true;
  }

  @Override
  protected void hang() {
    RABBIT.hang();
  }

  @Override
  protected void resume() {
    RABBIT.resume();
  }

  @Override
  protected Duration patience() {
    return Duration.ofMinutes(1);
  }
}
