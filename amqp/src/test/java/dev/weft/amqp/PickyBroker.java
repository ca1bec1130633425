package dev.weft.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.LongStringHelper;
import com.rabbitmq.client.impl.Method;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Knows just enough of AMQP to be declared at and listened to, and ends the connection over every
 * argument of a queue, as a broker may that does not know RabbitMQ's. It never sends a message.
 *
 * <p>Its threads are daemons.
 */
final class PickyBroker implements AutoCloseable {
  private static final int HEADER = 8;
  private static final int LARGEST_FRAME = 131_072;
  private static final int NOT_IMPLEMENTED = 540;

  private final ServerSocket server;
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger consumers = new AtomicInteger();

  PickyBroker() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** How many queues with arguments were refused. */
  int refused() {
    return refused.get();
  }

  /** How many consumers have come. */
  int consumers() {
    return consumers.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        daemon(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "picky-broker");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket client) {
    try (client;
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
      in.skipNBytes(HEADER);
      send(out, 0, start());
      while (true) {
        Frame frame = Frame.readFrom(in, () -> LARGEST_FRAME);
        if (frame.getType() == AMQP.FRAME_METHOD) {
          send(out, frame.getChannel(), answer(AMQImpl.readMethodFrom(frame.getInputStream())));
        }
      }
    } catch (IOException gone) {
      // The client has ended the connection.
    }
  }

  private static Object start() {
    return new AMQP.Connection.Start.Builder()
        .versionMajor(0)
        .versionMinor(9)
        .serverProperties(Map.of())
        .mechanisms(LongStringHelper.asLongString("PLAIN"))
        .locales(LongStringHelper.asLongString("en_US"))
        .build();
  }

  // Where it has no answer, the next frame may have one.
  private static void send(DataOutputStream out, int channel, @Nullable Object answer)
      throws IOException {
    if (answer instanceof Method method) {
      int to = method instanceof AMQP.Connection.Close ? 0 : channel;
      method.toFrame(to).writeTo(out);
      out.flush();
    }
  }

  private @Nullable Object answer(Object asked) {
    if (asked instanceof AMQP.Queue.Declare declare) {
      return queue(declare);
    }
    if (asked instanceof AMQP.Basic.Consume) {
      consumers.incrementAndGet();
      return new AMQP.Basic.ConsumeOk.Builder().consumerTag("tag").build();
    }
    if (asked instanceof AMQP.Basic.Cancel) {
      return new AMQP.Basic.CancelOk.Builder().consumerTag("tag").build();
    }
    return plainAnswer(asked);
  }

  private Object queue(AMQP.Queue.Declare declare) {
    if (declare.getArguments().isEmpty()) {
      return new AMQP.Queue.DeclareOk.Builder().queue("own").build();
    }
    refused.incrementAndGet();
    return new AMQP.Connection.Close.Builder()
        .replyCode(NOT_IMPLEMENTED)
        .replyText("NOT_IMPLEMENTED - unknown argument")
        .classId(0)
        .methodId(0)
        .build();
  }

  private static @Nullable Object plainAnswer(Object asked) {
    Map<Class<?>, Object> answers =
        Map.of(
            AMQImpl.Connection.StartOk.class,
            new AMQP.Connection.Tune.Builder().frameMax(LARGEST_FRAME).build(),
            AMQImpl.Connection.Open.class,
            new AMQP.Connection.OpenOk.Builder().build(),
            AMQImpl.Connection.Close.class,
            new AMQP.Connection.CloseOk.Builder().build(),
            AMQImpl.Channel.Open.class,
            new AMQP.Channel.OpenOk.Builder().build(),
            AMQImpl.Channel.Close.class,
            new AMQP.Channel.CloseOk.Builder().build(),
            AMQImpl.Exchange.Declare.class,
            new AMQP.Exchange.DeclareOk.Builder().build(),
            AMQImpl.Queue.Bind.class,
            new AMQP.Queue.BindOk.Builder().build(),
            AMQImpl.Basic.Qos.class,
            new AMQP.Basic.QosOk.Builder().build());
    return answers.get(asked.getClass());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
