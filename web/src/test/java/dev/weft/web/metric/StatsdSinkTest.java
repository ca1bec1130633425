package dev.weft.web.metric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import dev.weft.testkit.LogLines;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real socket. */
class StatsdSinkTest {
  private static final Metric REQUEST =
      Metric.of("route")
          .part("method", "GET")
          .part("route", "ping")
          .part("status", "200")
          .tagOnly("group", "2");

  private DatagramSocket receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = listening("127.0.0.1");
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void datagram_hasPrefixKeyValueTypeAndSortedTags() throws IOException {
    try (StatsdSink sink = open(to -> to.prefix("acceptance").tagged(true).tag("xyz", "zyx"))) {
      sink.timer(REQUEST, 2_400_000);
      assertThat(received())
          .isEqualTo("acceptance.route:2|ms|#group:2,method:GET,route:ping,status:200,xyz:zyx");
    }
  }

  @Test
  void withoutTags_globalOnesAreSentAllTheSame() throws IOException {
    try (StatsdSink sink = open(to -> to.prefix("acceptance.").tag("xyz", "zyx"))) {
      sink.timer(REQUEST, 1_000_000);
      assertThat(received()).isEqualTo("acceptance.route.GET.ping.200:1|ms|#xyz:zyx");
    }
  }

  @Test
  void keys_areSanitisedAndTimersAtLeastOne() throws IOException {
    try (StatsdSink sink = open(to -> to.prefix("pfx").tag("env", "p"))) {
      sink.timer(Metric.of("a/b", "c d"), 100_000);
      assertThat(received()).isEqualTo("pfx.a_b.c_d:1|ms|#env:p");
      sink.timer(Metric.of("né😀"), 2_500_000);
      assertThat(received()).isEqualTo("pfx.n__:2|ms|#env:p");
    }
  }

  @Test
  void gauges_areAsGiven() throws IOException {
    try (StatsdSink sink = open(to -> to.prefix("pfx").tag("env", "p"))) {
      sink.gauge(Metric.of("g").tag("k x", "v|#,:w /é"), 1.5);
      assertThat(received()).isEqualTo("pfx.g:1.5|g|#env:p,k_x:v___:w /é");
      sink.gauge(Metric.of("g").tag("env", "own"), 42);
      assertThat(received()).isEqualTo("pfx.g:42|g|#env:own");
      sink.gauge(Metric.of("g"), 0.00001);
      assertThat(received()).isEqualTo("pfx.g:0.00001|g|#env:p");
      sink.gauge(Metric.of("g"), Double.NaN);
      sink.gauge(Metric.of("g"), -1e20);
      assertThat(received()).isEqualTo("pfx.g:-100000000000000000000|g|#env:p");
    }
  }

  @Test
  void withoutPrefixAndTags_onlyTheKeyIsLeft() throws IOException {
    try (StatsdSink sink = open(to -> to.tagged(true))) {
      sink.counter(Metric.of("n"), 1);
      assertThat(received()).isEqualTo("n:1|c");
    }
  }

  @Test
  void longKey_isCutWithItsPrefix() throws IOException {
    try (StatsdSink sink = open(to -> to.prefix("p"))) {
      sink.counter(Metric.of("k".repeat(500)), 1);
      assertThat(received()).isEqualTo("p." + "k".repeat(448) + ":1|c");
    }
  }

  @Test
  void metrics_areOneADatagram() throws IOException {
    try (StatsdSink sink = open(to -> to)) {
      sink.counter(Metric.of("a"), 1);
      sink.counter(Metric.of("b"), 2);
      assertThat(received()).isEqualTo("a:1|c");
      assertThat(received()).isEqualTo("b:2|c");
    }
  }

  @Test
  void ipv6Address_works() throws IOException {
    assumeThatCode(() -> listening("::1").close()).doesNotThrowAnyException();
    try (DatagramSocket six = listening("::1")) {
      StatsdSink sink = StatsdSink.to("[::1]:" + six.getLocalPort()).open().orElseThrow();
      sink.counter(Metric.of("n"), 1);
      assertThat(received(six)).isEqualTo("n:1|c");
      sink.close();
    }
  }

  @Test
  void interruptedThread_stillSends() throws IOException {
    try (StatsdSink sink = open(to -> to)) {
      Thread.currentThread().interrupt();
      sink.counter(Metric.of("a"), 1);
      assertThat(Thread.interrupted()).isTrue();
      sink.counter(Metric.of("b"), 1);
      assertThat(received()).isEqualTo("a:1|c");
      assertThat(received()).isEqualTo("b:1|c");
    }
  }

  @Test
  void receiverThatIsGone_hurtsNobody() {
    StatsdSink sink = open(to -> to);
    receiver.close();
    for (int i = 0; i < 100; i++) {
      sink.counter(Metric.of("n"), 1);
    }
    sink.close();
    sink.counter(Metric.of("n"), 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost|it has no port",
        "localhost:|\"\" is no port",
        "localhost:http|\"http\" is no port",
        "localhost:99999|\"99999\" is no port",
        "[::1:8125|the host is unknown",
        ":8125|it has no port"
      })
  void wrongAddress_isSaidAndTheApplicationGoesOn(String address, String reason) {
    try (LogLines log = LogLines.of(StatsdSink.class)) {
      assertThat(StatsdSink.to(address).open()).isEmpty();
      assertThat(log.lines())
          .containsExactly(
              "SEVERE No metrics are sent to StatsD at \""
                  + address
                  + "\" (STATSD_ADDRESS): "
                  + reason
                  + ". Expected host:port, such as localhost:8125 or [::1]:8125");
    }
  }

  private StatsdSink open(UnaryOperator<StatsdSink.Builder> how) {
    Optional<StatsdSink> sink =
        how.apply(StatsdSink.to("127.0.0.1:" + receiver.getLocalPort())).open();
    return sink.orElseThrow();
  }

  private static DatagramSocket listening(String host) throws IOException {
    DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getByName(host), 0));
    socket.setSoTimeout(10_000);
    return socket;
  }

  private String received() throws IOException {
    return received(receiver);
  }

  private static String received(DatagramSocket from) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    from.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }
}
