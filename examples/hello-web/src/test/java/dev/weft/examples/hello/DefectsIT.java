package dev.weft.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 3: defects of the Python library that are absent here; N2 is in {@link LogLevelsIT}. */
@ExtendWith(FleetExtension.class)
class DefectsIT {
  private final Fleet fleet;
  private final Http http;

  DefectsIT(Fleet fleet) {
    this.fleet = fleet;
    this.http = fleet.one.http();
  }

  @Test
  void n1_cookieWithoutConfiguredSecret_harmsNothing() throws Exception {
    Map<String, String> environment = fleet.environment();
    environment.remove("C2C_SECRET");
    try (HelloProcess instance = fleet.start(environment)) {
      String[] cookie = {"Cookie", "C2C_SECRET=abc"};
      assertThat(instance.http().get("/api/c2c", cookie).status()).isEqualTo(200);
      assertThat(instance.http().get("/api/c2c/health_check", cookie).status()).isEqualTo(200);
      assertThat(instance.http().get("/api/error", cookie).status()).isEqualTo(500);
      assertThat(instance.http().get("/api/c2c/logging/level", cookie).status()).isEqualTo(404);
    }
  }

  @Test
  void n3_forwardedGarbage_isPassedOver() {
    assertThat(http.get("/api/ping", "Forwarded", "garbage").status()).isEqualTo(200);
    assertThat(http.get("/api/ping", "Forwarded", ";=,\"").status()).isEqualTo(200);
  }

  @Test
  void n4_parameterOfAnotherKind_isA400() {
    assertThat(http.get("/api/c2c/health_check?max_level=abc").status()).isEqualTo(400);
  }

  @Test
  void n5_metrics_surviveProcessesThatCannotBeRead() {
    assertThat(http.get("/api/metrics").status()).isEqualTo(200);
  }

  @Test
  void n6_statsdByIpv6_isSent() throws Exception {
    try (DatagramSocket statsd = listenByIpv6()) {
      Map<String, String> environment = fleet.environment();
      environment.put("STATSD_ADDRESS", "[::1]:" + statsd.getLocalPort());
      try (HelloProcess instance = fleet.start(environment)) {
        instance.http().get("/api/ping");
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        statsd.setSoTimeout(30_000);
        statsd.receive(packet);
        assertThat(new String(packet.getData(), 0, packet.getLength(), UTF_8))
            .startsWith("acceptance.");
      }
    }
  }

  private static DatagramSocket listenByIpv6() throws IOException {
    try {
      return new DatagramSocket(0, InetAddress.getAllByName("::1")[0]);
    } catch (SocketException noIpv6) {
      assumeThat(false).as("no IPv6 here").isTrue();
      throw noIpv6;
    }
  }

  @Test
  void n7_silentInstance_holdsUpNobodyForLong() throws Exception {
    try (HelloProcess third = fleet.start(fleet.environment())) {
      third.signal("STOP");
      try {
        assertThat(http.get("/api/broadcast").body()).contains("42");
        assertThat(fleet.one.out()).contains("timeout waiting for");
      } finally {
        third.signal("CONT");
      }
    }
  }

  @Test
  void n8_refusedData_countsAs400() {
    int before = fleet.statsd.count();

    http.get("/api/error?db=dup");

    String datagram =
        fleet.statsd.await(
            before, one -> one.startsWith("acceptance.route:") && one.contains("route:error"));
    assertThat(datagram).contains("status:400", "group:4");
  }

  @Test
  void n9_statsViewOfZero_isOff() throws Exception {
    Map<String, String> environment = fleet.environment();
    environment.put("STATS_VIEW", "0");
    try (HelloProcess instance = fleet.start(environment)) {
      assertThat(instance.http().get("/api/c2c/stats.json").status()).isEqualTo(404);
    }
  }

  @Test
  void n10_secret_isInNoLog() {
    http.get("/api/c2c/logging/level?secret=wrong-but-secret&name=a");
    http.get("/api/error?code=403&secret=wrong-but-secret");

    await().untilAsserted(() -> assertThat(fleet.one.out()).contains("status code 403: bam"));
    assertThat(fleet.one.out() + fleet.one.err()).doesNotContain("wrong-but-secret");
    assertThat(fleet.syslog.from(0)).noneMatch(line -> line.contains("wrong-but-secret"));
  }
}
