package dev.weft.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hears, on a queue of its own, what readers ask of producers through {@link Exchange#CONTROL}:
 * {@code {"ids":["…"]}} with routing key {@code snapshot}; no ids stand for all objects.
 *
 * <p>{@link #listen}: one thread at a time.
 */
final class SnapshotRequests {
  private static final System.Logger LOG = System.getLogger(SnapshotRequests.class.getName());
  private static final String IDS = "ids";

  private final Consumer<Set<String>> answer;
  private boolean complained;

  SnapshotRequests(Consumer<Set<String>> answer) {
    this.answer = answer;
  }

  /** A request's body. */
  static byte[] body(Collection<String> ids) {
    JsonWriter json = new JsonWriter().beginObject().name(IDS).beginArray();
    ids.forEach(json::text);
    return json.endArray().endObject().toBytes();
  }

  /** Listens for as long as the link stands. Who may not listen can still send: that is said. */
  void listen(Link link) {
    try {
      Exchange.CONTROL.ensure(link);
      Channel channel = link.channel();
      String queue = channel.queueDeclare().getQueue();
      channel.queueBind(queue, Exchange.CONTROL.name(), Routing.SNAPSHOT);
      channel.basicConsume(queue, true, new Listener(channel));
    } catch (IOException | ShutdownSignalException refused) {
      LOG.log(
          complained ? Level.DEBUG : Level.WARNING,
          "{0}: readers cannot ask for objects here, since the exchange {1} cannot be listened to: {2}",
          link.address(),
          Exchange.CONTROL.name(),
          Reasons.of(refused));
      complained = true;
    }
  }

  private void request(byte[] body) {
    try {
      if (JsonReader.readObject(body, 0, body.length).get(IDS) instanceof List<?> ids) {
        Set<String> names = new LinkedHashSet<>();
        ids.forEach(id -> names.add(String.valueOf(id)));
        answer.accept(names);
      }
    } catch (JsonException notARequest) {
      LOG.log(Level.DEBUG, "a request for objects cannot be read", notARequest);
    } catch (RuntimeException unexpected) {
      LOG.log(Level.WARNING, "a request for objects was not answered", unexpected);
    }
  }

  private final class Listener extends DefaultConsumer {
    Listener(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
      request(body);
    }
  }
}
