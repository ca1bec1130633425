package dev.weft.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * An exchange that messages go through. Immutable, usable from any thread.
 *
 * @param name its name
 * @param type {@code topic}, {@code headers} or {@code fanout}
 */
record Exchange(String name, String type) {
  /** Where readers ask producers for their objects' states. */
  static final Exchange CONTROL = new Exchange("weft.control", "topic");

  /** What is known of an exchange that is there. */
  enum Found {
    /** It is durable and of the type that was asked for. */
    AS_ASKED,
    /** It is there and of the type that was asked for, as far as one may know. */
    OTHERWISE,
    /** It is there, of another type. */
    OF_ANOTHER_TYPE
  }

  /**
   * Sees to it that the exchange is there, durable where it was missing.
   *
   * @throws IOException when it cannot be had, or is of another type
   */
  void ensure(Link link) throws IOException {
    if (find(link) == Found.OF_ANOTHER_TYPE) {
      throw new IOException(
          link.address()
              + ": the exchange \""
              + name
              + "\" is there and not of type \""
              + type
              + "\"; change exchange-type, or take another exchange");
    }
  }

  /**
   * Declares the exchange, or finds out that it is there although that was refused.
   *
   * @throws IOException when it cannot be had
   */
  Found find(Link link) throws IOException {
    try {
      Channel channel = link.channel();
      channel.exchangeDeclare(name, type, true);
      close(channel);
      return Found.AS_ASKED;
    } catch (IOException | ShutdownSignalException refused) {
      String reason = Reasons.of(refused);
      if (!link.open() || !isThere(link)) {
        throw new IOException(
            link.address() + ": the exchange \"" + name + "\" cannot be had: " + reason, refused);
      }
      return reason.contains("'type'") ? Found.OF_ANOTHER_TYPE : Found.OTHERWISE;
    }
  }

  // Not durable, or declaring is not permitted: if it is there, that is enough.
  private boolean isThere(Link link) throws IOException {
    try {
      Channel channel = link.channel();
      channel.exchangeDeclarePassive(name);
      close(channel);
      return true;
    } catch (IOException | ShutdownSignalException notThere) {
      return false;
    }
  }

  private static void close(Channel channel) throws IOException {
    try {
      channel.close();
    } catch (TimeoutException slow) {
      throw new IOException(slow);
    }
  }
}
