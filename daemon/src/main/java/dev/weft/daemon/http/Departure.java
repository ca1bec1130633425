package dev.weft.daemon.http;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;

/**
 * Tells that the other side has closed its connection while its request is at work. The server
 * reads nothing then and so does not see it; what is read here would be missing from the next
 * request. So this looks without reading: a connection that can be read and yet has no byte has
 * ended.
 *
 * <p>Who closes only its sending side counts as gone as well, since nothing tells the two apart.
 *
 * <p>Functions only, usable from any thread.
 */
final class Departure {
  private Departure() {}

  static boolean of(EndPoint connection) {
    return connection.getTransport() instanceof SocketChannel channel && ended(channel);
  }

  static boolean ended(SocketChannel channel) {
    // One for each look: a channel cannot be closed for good while it is with a selector.
    try (Selector look = Selector.open()) {
      channel.register(look, SelectionKey.OP_READ);
      return look.selectNow() > 0 && channel.socket().getInputStream().available() == 0;
    } catch (ClosedChannelException closedMeanwhile) {
      return true;
    } catch (IOException unknown) {
      return !channel.isOpen();
    }
  }
}
