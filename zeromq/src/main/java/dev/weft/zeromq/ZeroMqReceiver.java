package dev.weft.zeromq;

import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Receiver;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;

/**
 * Pulls from, or subscribes to, other programs' sockets on a thread of its own, and gives on what
 * is there without waiting as one batch.
 *
 * <p>{@link #start}, {@link #address} and {@link #close} may be called from any one thread.
 */
final class ZeroMqReceiver implements Receiver {
  private static final System.Logger LOG = System.getLogger(ZeroMqReceiver.class.getName());
  private static final int WAIT_MILLIS = 50;
  private static final int MOST_AT_ONCE = 1_000;
  private static final Duration LAST_READING = Duration.ofSeconds(2);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final ReceiverSettings settings;
  private @Nullable Thread thread;
  private String address;
  private volatile boolean closing;

  ZeroMqReceiver(ReceiverSettings settings) {
    this.settings = settings;
    this.address = join(settings.binds(), settings.peers());
  }

  private static String join(List<Endpoint> binds, List<Endpoint> peers) {
    List<String> all = new ArrayList<>();
    binds.forEach(bind -> all.add(bind.toString()));
    peers.forEach(peer -> all.add(peer.toString()));
    return String.join(", ", all);
  }

  @Override
  public void start(Intake intake) throws IOException {
    SocketType type = settings.subscribes() ? SocketType.SUB : SocketType.PULL;
    String threadName = "weft-zeromq{" + settings.name() + '}';
    OpenSocket opening = new OpenSocket(type, threadName, Duration.ZERO);
    try {
      configure(opening);
    } catch (ZMQException | IllegalArgumentException refused) {
      opening.close();
      throw new IOException("cannot use " + address + ": " + refused.getMessage(), refused);
    }
    Thread reading = new Thread(() -> readAndClose(opening, intake), threadName);
    reading.setDaemon(true);
    reading.start();
    thread = reading;
  }

  private void configure(OpenSocket opening) {
    ZMQ.Socket socket = opening.socket();
    socket.setIPv6(
        Stream.concat(settings.binds().stream(), settings.peers().stream())
            .anyMatch(Endpoint::isIpv6));
    socket.setRcvHWM(settings.highWaterMark());
    socket.setMaxMsgSize(settings.maxMessage());
    socket.setReceiveTimeOut(WAIT_MILLIS);
    for (Endpoint bind : settings.binds()) {
      socket.bind(bind.toString());
      address = socket.getLastEndpoint();
    }
    settings.topics().forEach(topic -> socket.subscribe(topic.getBytes(StandardCharsets.UTF_8)));
    settings.peers().forEach(peer -> socket.connect(peer.toString()));
  }

  @Override
  public String address() {
    return address;
  }

  // The thread that uses the socket closes it too, since nobody else may touch it meanwhile.
  private void readAndClose(OpenSocket opened, Intake intake) {
    RecordDecoder decoder =
        new RecordDecoder(intake, settings.name(), settings.maxMessage(), settings.validate());
    try (opened) {
      while (!closing) {
        readWhatIsThere(opened.socket(), decoder);
      }
      readTheRest(opened.socket(), decoder);
    } catch (ZMQException failed) {
      LOG.log(Level.WARNING, "source " + settings.name() + " no longer receives", failed);
    }
  }

  /** One wait, then everything that came meanwhile. */
  private static boolean readWhatIsThere(ZMQ.Socket socket, RecordDecoder decoder) {
    Msg first = socket.recvMsg(0);
    if (first == null) {
      return false;
    }
    message(socket, first, decoder);
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      Msg next = socket.recvMsg(ZMQ.DONTWAIT);
      if (next == null) {
        break;
      }
      message(socket, next, decoder);
    }
    decoder.flush();
    return true;
  }

  // The frames of a message come all together, so the later ones are there with the first.
  private static void message(ZMQ.Socket socket, Msg topic, RecordDecoder decoder) {
    if (!topic.hasMore()) {
      decoder.wrongFrames(topic.data(), "1");
      return;
    }
    Msg body = socket.recvMsg(0);
    if (body.hasMore()) {
      int frames = 2;
      for (Msg frame = body; frame.hasMore(); frame = socket.recvMsg(0)) {
        frames++;
      }
      decoder.wrongFrames(topic.data(), Integer.toString(frames));
      return;
    }
    decoder.message(topic.data(), topic.size(), body.data(), 0, body.size());
  }

  // New connections are refused; what the old ones have sent is read, as long as it does not go on
  // for ever.
  private void readTheRest(ZMQ.Socket socket, RecordDecoder decoder) {
    if (!settings.binds().isEmpty()) {
      socket.unbind(address);
    }
    long end = System.nanoTime() + LAST_READING.toNanos();
    while (readWhatIsThere(socket, decoder) && System.nanoTime() < end) {}
  }

  @Override
  public void close() {
    closing = true;
    Thread reading = thread;
    if (reading == null) {
      return;
    }
    try {
      reading.join(LONGEST_CLOSE.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
