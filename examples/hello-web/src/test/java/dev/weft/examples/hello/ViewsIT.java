package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.2: what all endpoints of the operations have in common. */
@ExtendWith(FleetExtension.class)
class ViewsIT {
  private static final List<String> VIEWS =
      List.of(
          "/api/c2c",
          "/api/c2c/health_check",
          "/api/c2c/versions.json",
          "/api/c2c/stats.json",
          "/api/c2c/logging/level",
          "/api/metrics");

  private final Http http;

  ViewsIT(Fleet fleet) {
    this.http = fleet.one.http();
  }

  @Test
  void views_areKeptNowhere() {
    assertThat(VIEWS)
        .allSatisfy(view -> {
          Http.Answer answer = http.get(view, Fleet.KNOWN);
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.allOf("Cache-Control"))
              .contains("max-age=0", "must-revalidate", "no-cache", "no-store");
          assertThat(answer.header("Pragma")).isEqualTo("no-cache");
          assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        });
  }

  @Test
  void head_comesWithGet() {
    assertThat(VIEWS)
        .allSatisfy(view -> {
          Http.Answer answer = http.send("HEAD", view, Fleet.KNOWN);
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.body()).isEmpty();
        });
  }

  @Test
  void jsonViews_areSortedAndIndented() {
    Http.Answer answer = http.get("/api/c2c/stats.json");

    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.body()).startsWith("{\n  \"counters\": {").endsWith("}");
    assertThat(answer.body().indexOf("\"gauges\"")).isLessThan(answer.body().indexOf("\"timers\""));
  }

  @Test
  void options_areAnsweredEmpty() {
    Http.Answer answer = http.send("OPTIONS", "/api/c2c/health_check");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }
}
