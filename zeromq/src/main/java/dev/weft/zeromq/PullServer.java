package dev.weft.zeromq;

import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Receiver;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A PULL socket that listens: reads all connections on one thread, decodes in place, and gives on
 * what one read brought as one batch. While the intake blocks, nothing is read, and so the senders
 * are slowed down by TCP itself; no queue stands between.
 *
 * <p>{@link #start}, {@link #address} and {@link #close} may be called from any one thread.
 */
final class PullServer implements Receiver {
  private static final System.Logger LOG = System.getLogger(PullServer.class.getName());
  private static final int READ = 256 << 10;
  private static final long QUIET_MILLIS = 200;
  private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);
  private static final Duration LAST_READING = Duration.ofSeconds(2);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final ReceiverSettings settings;
  private final Endpoint bind;
  private String address;
  private @Nullable Selector selector;
  private @Nullable Thread thread;
  private volatile boolean closing;

  PullServer(ReceiverSettings settings, Endpoint bind) {
    this.settings = settings;
    this.bind = bind;
    this.address = bind.toString();
  }

  @Override
  public void start(Intake intake) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    Selector opened = Selector.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(
          bind.host().equals("*")
              ? new InetSocketAddress(bind.port())
              : new InetSocketAddress(bind.bareHost(), bind.port()));
      server.configureBlocking(false);
      server.register(opened, SelectionKey.OP_ACCEPT);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      address = new Endpoint(bind.host(), port).toString();
    } catch (IOException | RuntimeException refused) {
      server.close();
      opened.close();
      throw new IOException("cannot listen on " + bind + ": " + refused.getMessage(), refused);
    }
    selector = opened;
    String name = "weft-zeromq{" + settings.name() + '}';
    Thread reading = new Thread(() -> new Loop(server, opened, intake).run(), name);
    reading.setDaemon(true);
    reading.start();
    thread = reading;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void close() {
    closing = true;
    Thread reading = thread;
    Selector waiting = selector;
    if (reading == null || waiting == null) {
      return;
    }
    try {
      waiting.wakeup();
    } catch (ClosedSelectorException endedAlready) {
      // By an earlier call, or a failure.
    }
    try {
      reading.join(LONGEST_CLOSE.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the reading thread does and owns. */
  private final class Loop {
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Intake intake;
    private final RecordDecoder decoder;
    private final byte[] buffer = new byte[2 * READ];

    Loop(ServerSocketChannel server, Selector selector, Intake intake) {
      this.server = server;
      this.selector = selector;
      this.intake = intake;
      this.decoder =
          new RecordDecoder(intake, settings.name(), settings.maxMessage(), settings.validate());
    }

    void run() {
      try (selector;
          server) {
        receive();
      } catch (IOException failed) {
        LOG.log(Level.WARNING, "source " + settings.name() + " no longer receives", failed);
      }
    }

    private void receive() throws IOException {
      try {
        while (!closing) {
          selector.select(this::serve);
        }
        server.close();
        readTheRest();
      } finally {
        selector.keys().forEach(this::end);
      }
    }

    // Our half of each connection is closed, so that a sender sends no more; what it had sent until
    // then is read, as long as it does not go on for ever.
    private void readTheRest() throws IOException {
      for (SelectionKey key : selector.keys()) {
        if (key.attachment() instanceof PullConnection connection) {
          halfClose(connection.channel());
        }
      }
      // Also takes back a wake-up that is still pending.
      selector.selectNow(this::serve);
      long end = System.nanoTime() + LAST_READING.toNanos();
      while (System.nanoTime() < end && selector.select(this::serve, QUIET_MILLIS) > 0) {
        decoder.flush();
      }
    }

    private static void halfClose(SocketChannel channel) {
      try {
        channel.shutdownOutput();
      } catch (IOException alreadyGone) {
        // Reading will tell.
      }
    }

    private void serve(SelectionKey key) {
      if (!(key.attachment() instanceof PullConnection connection)) {
        accept();
        return;
      }
      try {
        if (!read(connection)) {
          end(key);
        }
      } catch (IOException broken) {
        // Senders come and go.
        end(key);
      } catch (OutOfMemoryError tooLarge) {
        // Its message is let go with the connection, and the others live on.
        end(key);
        intake.lost(1, "out-of-memory");
      }
    }

    private void accept() {
      try {
        SocketChannel channel = closing ? null : server.accept();
        if (channel != null) {
          welcome(channel);
        }
      } catch (IOException noMoreDescriptors) {
        LOG.log(Level.WARNING, "source " + settings.name() + " cannot accept", noMoreDescriptors);
        LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
      }
    }

    private void welcome(SocketChannel channel) throws IOException {
      try {
        channel.configureBlocking(false);
        PullConnection connection =
            new PullConnection(channel, decoder, intake, settings.maxMessage());
        connection.greet();
        channel.register(selector, SelectionKey.OP_READ, connection);
      } catch (IOException goneAlready) {
        channel.close();
      }
    }

    private boolean read(PullConnection connection) throws IOException {
      int kept = connection.restLength();
      byte[] into = buffer;
      if (kept > READ) {
        into = connection.restWithRoom(READ);
      } else {
        System.arraycopy(connection.rest(), 0, buffer, 0, kept);
      }
      ByteBuffer room = ByteBuffer.wrap(into, kept, Math.min(READ, into.length - kept));
      int count = connection.channel().read(room);
      if (count <= 0) {
        return count == 0;
      }
      boolean goesOn = connection.take(into, kept + count);
      decoder.flush();
      return goesOn;
    }

    private void end(SelectionKey key) {
      key.cancel();
      try {
        key.channel().close();
      } catch (IOException alreadyGone) {
        // Nothing is left to be closed.
      }
    }
  }
}
