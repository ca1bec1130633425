package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class LineReceiverTest extends ReceiverContract {
  private @Nullable Socket peer;

  @Override
  protected Receiver createReceiver() {
    return new LineReceiver();
  }

  @Override
  protected void send(Receiver receiver, List<String> records) throws IOException {
    // One connection, since an order exists only within one.
    if (peer == null) {
      peer = new Socket(InetAddress.getLoopbackAddress(), ((LineReceiver) receiver).port());
    }
    peer.getOutputStream().write((String.join("\n", records) + "\n").getBytes(UTF_8));
  }

  @Override
  protected int sendBroken(Receiver receiver) throws IOException {
    send(receiver, List.of("]", "hello"));
    return 2;
  }

  @AfterEach
  void closePeer() throws IOException {
    if (peer != null) {
      peer.close();
    }
  }
}
