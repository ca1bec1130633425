package dev.weft.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineLogTest {
  @Test
  void datagram_isSyslogsCee() throws Exception {
    try (DatagramSocket syslog = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        LineLog log = LineLog.to("udp://127.0.0.1:" + syslog.getLocalPort(), CeeForm.PLAIN)) {
      log.write(CeeFormTest.line(Level.WARN, "attention"));

      assertThat(received(syslog))
          .startsWith("<12>: @cee: {\"host\":\"")
          .contains("\"msg\":\"attention\"")
          .endsWith("}\0");
    }
  }

  @Test
  void datagram_hasThePriorityOfItsLevel() {
    assertThat(List.of(Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR, Level.FATAL))
        .extracting(level -> datagram(CeeFormTest.line(level, "m")).substring(0, 4))
        .containsExactly("<15>", "<14>", "<12>", "<11>", "<10>");
  }

  @Test
  void datagram_isCutToWhatUdpCarries() {
    LogLine line =
        CeeFormTest.line(Level.INFO, "\u00e9".repeat(40_000)).field("more", "x".repeat(4_000));

    byte[] datagram = UdpOutputs.Datagrams.datagram(line, CeeForm.PLAIN);

    assertThat(datagram.length).isLessThanOrEqualTo(65_507);
    assertThat(new String(datagram, UTF_8)).contains("... (cut)").endsWith("}\0");
  }

  @Test
  void stdout_getsOneLineEach() {
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(console, true, UTF_8));
    try (LineLog log = LineLog.to("stdout:", CeeForm.PLAIN)) {
      log.write(CeeFormTest.line(Level.INFO, "one\ntwo"));
      log.write(CeeFormTest.line(Level.INFO, "three"));
      await().untilAsserted(() -> assertThat(console.toString(UTF_8).lines()).hasSize(2));
    } finally {
      System.setOut(before);
    }

    assertThat(console.toString(UTF_8)).startsWith("{").endsWith("}\n").contains("one\\ntwo");
  }

  @Test
  void fullQueue_losesCountsAndTells() throws Exception {
    Blocked output = new Blocked();
    LineLog log = new LineLog("test", output, 2, Clock.systemUTC());
    log.write(CeeFormTest.line(Level.INFO, "first"));
    assertThat(output.begun.await(20, TimeUnit.SECONDS)).isTrue();

    for (int i = 0; i < 5; i++) {
      log.write(CeeFormTest.line(Level.INFO, "more"));
    }
    assertThat(log.stats()).isEqualTo(new LineStats(6, 0, 0, 3));
    output.free.countDown();

    await()
        .untilAsserted(
            () -> assertThat(output.lines).contains("3 lines were lost here: the queue was full"));
    log.close();
    LineStats stats = log.stats();
    assertThat(stats.written() + stats.failed() + stats.lost()).isEqualTo(stats.accepted());
  }

  @Test
  void close_writesWhatWaits() {
    Blocked output = new Blocked();
    output.free.countDown();
    LineLog log = LineLog.to("test", output);
    for (int i = 0; i < 100; i++) {
      log.write(CeeFormTest.line(Level.INFO, "line"));
    }

    log.close();
    log.write(CeeFormTest.line(Level.INFO, "late"));

    assertThat(output.lines).hasSize(100);
    assertThat(log.stats()).isEqualTo(new LineStats(101, 100, 0, 1));
  }

  @Test
  void failure_isCountedAndEndsNothing() {
    LineLog log =
        LineLog.to(
            "test",
            new LineOutput() {
              @Override
              public void write(LogLine line) throws IOException {
                throw new IOException("no such host");
              }

              @Override
              public void close() {}
            });

    log.write(CeeFormTest.line(Level.INFO, "one"));
    log.write(CeeFormTest.line(Level.INFO, "two"));

    log.close();
    assertThat(log.stats()).isEqualTo(new LineStats(2, 0, 2, 0));
  }

  @Test
  void addressesThatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> LineLog.to("tcp://localhost:514", CeeForm.PLAIN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"to: tcp://localhost:514\"")
        .hasMessageContaining("write such as udp://localhost:514 or stdout:");
    assertThatThrownBy(() -> LineLog.to("udp:514", CeeForm.PLAIN))
        .hasMessageContaining("names no host and port");
    assertThatThrownBy(() -> LineLog.to("stdout:file", CeeForm.PLAIN))
        .hasMessageContaining("has an address");
  }

  private static String datagram(LogLine line) {
    return new String(UdpOutputs.Datagrams.datagram(line, CeeForm.PLAIN), UTF_8);
  }

  private static String received(DatagramSocket socket) throws IOException {
    socket.setSoTimeout(20_000);
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }

  /** An output that waits until it is freed. */
  private static final class Blocked implements LineOutput {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch free = new CountDownLatch(1);
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void write(LogLine line) throws IOException {
      begun.countDown();
      try {
        free.await();
      } catch (InterruptedException givenUp) {
        throw new IOException(givenUp);
      }
      lines.add(line.message());
    }

    @Override
    public void close() {}
  }
}
