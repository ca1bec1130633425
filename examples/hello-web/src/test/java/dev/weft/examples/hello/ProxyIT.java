package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.19: what a proxy in front says is believed. */
@ExtendWith(FleetExtension.class)
class ProxyIT {
  private final Fleet fleet;
  private final Http http;

  ProxyIT(Fleet fleet) {
    this.fleet = fleet;
    this.http = fleet.one.http();
  }

  @Test
  void forwarded_namesHostSchemeAndClient() {
    int before = fleet.syslog.count();
    Http.Answer index =
        http.get("/api/c2c", "Forwarded", "for=10.1.2.3; host=www.example.com; proto=https");
    http.get("/api/ping", "Forwarded", "for=\"[2001:db8::1]:4711\"", "X-Request-ID", "fwd-1");

    assertThat(index.body()).contains("https://www.example.com/api/c2c/");
    assertThat(fleet.syslog.await(before, one -> one.contains("Ping!") && one.contains("fwd-1")))
        .contains("2001:db8::1");
  }

  @Test
  void olderHeaders_areBelievedWithoutForwarded() {
    assertThat(
            http.get(
                    "/api/c2c", "X-Forwarded-Host", "old.example.com", "X-Forwarded-Proto", "https")
                .body())
        .contains("https://old.example.com/api/c2c/");
  }

  @Test
  void forwarded_winsOverOlderHeaders() {
    assertThat(
            http.get(
                    "/api/c2c",
                    "Forwarded",
                    "host=new.example.com;proto=https",
                    "X-Forwarded-Host",
                    "old.example.com")
                .body())
        .contains("https://new.example.com/api/c2c/")
        .doesNotContain("old.example.com");
  }
}
