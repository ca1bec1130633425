package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.14: which database a request is given. */
@ExtendWith(FleetExtension.class)
class SessionsIT {
  private final Fleet fleet;
  private final Http http;

  SessionsIT(Fleet fleet) {
    this.fleet = fleet;
    this.http = fleet.one.http();
  }

  @Test
  void reading_goesToTheReplica() {
    assertThat(http.get("/api/hello").object()).isEqualTo(Map.of("value", "slave"));
  }

  @Test
  void writing_goesToThePrimary() {
    assertThat(http.send("PUT", "/api/hello").object()).isEqualTo(Map.of("value", "master"));
  }

  @Test
  void forcedPath_goesToTheReplica() {
    assertThat(http.send("POST", "/api/hello").object()).isEqualTo(Map.of("value", "slave"));
  }

  @Test
  void head_goesToThePrimary() {
    assertThat(http.send("HEAD", "/api/hello", "X-Request-ID", "head-1").status()).isEqualTo(200);

    await()
        .untilAsserted(
            () -> assertThat(fleet.postgres.log()).containsPattern("db=hello app=head-1: .*hello"));
  }
}
