package dev.weft.line;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code udp://host:514}: one datagram a line, in the form that rsyslog knows as CEE: {@code
 * <PRI>: @cee: {…}} and a zero byte, with neither time nor host before it. The port is 514 unless
 * given.
 */
public final class UdpOutputs implements LineOutputFactory {
  private static final int SYSLOG_PORT = 514;

  /** Called by the service loader. */
  public UdpOutputs() {}

  @Override
  public Set<String> schemes() {
    return Set.of("udp");
  }

  @Override
  public LineOutput create(URI address, CeeForm form) {
    String host = address.getHost();
    if (host == null || address.getPort() == 0 || address.getPort() > 0xFFFF) {
      throw new ConfigurationException(
          "to",
          "\"to: " + address + "\" names no host and port; write such as udp://localhost:514");
    }
    return new Datagrams(host, address.getPort() < 0 ? SYSLOG_PORT : address.getPort(), form);
  }

  /** Sends datagrams. Used by one thread at a time. */
  static final class Datagrams implements LineOutput {
    private static final int LARGEST = 65_507;
    private static final int LONGEST_TEXT = 32 * 1024;
    private static final int USER = 8;

    private final String host;
    private final int port;
    private final CeeForm form;
    private @Nullable DatagramSocket socket;

    Datagrams(String host, int port, CeeForm form) {
      this.host = host;
      this.port = port;
      this.form = form;
    }

    @Override
    public void write(LogLine line) throws IOException {
      byte[] datagram = datagram(line, form);
      DatagramSocket open = socket == null ? new DatagramSocket() : socket;
      socket = open;
      // Looked up each time, which the JDK remembers for a while: the server may move.
      open.send(new DatagramPacket(datagram, datagram.length, InetAddress.getByName(host), port));
    }

    /** The datagram; texts are cut where it would else be larger than datagrams can be. */
    static byte[] datagram(LogLine line, CeeForm form) {
      byte[] head = ("<" + priority(line.level()) + ">: @cee: ").getBytes(US_ASCII);
      byte[] json = form.json(line);
      for (int longest = LONGEST_TEXT; head.length + json.length >= LARGEST && longest > 0; ) {
        json = form.json(line, longest);
        longest /= 4;
      }
      // The zero at the end is there already.
      byte[] whole = Arrays.copyOf(head, head.length + json.length + 1);
      System.arraycopy(json, 0, whole, head.length, json.length);
      return whole;
    }

    // Python's critical is crit in syslog's words, and its warning is warning: the record's own
    // numbers.
    private static int priority(Level level) {
      return USER + CeeForm.severity(level);
    }

    @Override
    public void close() {
      if (socket != null) {
        socket.close();
      }
    }
  }
}
