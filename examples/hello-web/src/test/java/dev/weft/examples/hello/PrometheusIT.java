package dev.weft.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Section 1.15: what a scraper gets. */
@ExtendWith(FleetExtension.class)
class PrometheusIT {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  private final Fleet fleet;

  PrometheusIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  void metrics_areAScrapersText() {
    Http.Answer answer = fleet.one.http().get("/api/metrics");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type"))
        .startsWith("text/plain")
        .contains("version=0.0.4", "charset=utf-8");
    assertThat(answer.body())
        .endsWith("\n")
        .contains("# TYPE pod_process_smap_pss_kb gauge")
        .containsPattern("pod_process_smap_pss_kb\\{.*pid=\"" + fleet.one.pid() + "\".*\\} \\d+");
  }

  @Test
  void promtool_acceptsThem(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(PROMTOOL), "no " + PROMTOOL + ": Debian's package prometheus");
    Path metrics = folder.resolve("metrics");
    Files.writeString(metrics, fleet.one.http().get("/api/metrics").body(), UTF_8);

    Process promtool =
        new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
            .redirectInput(metrics.toFile())
            .redirectErrorStream(true)
            .start();

    String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    // 3 means well-formed, with advice about names, which are those of the Python library.
    assertThat(promtool.exitValue()).as(said).isIn(0, 3);
  }
}
