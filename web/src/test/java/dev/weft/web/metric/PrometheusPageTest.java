package dev.weft.web.metric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.TraceContext;
import dev.weft.testkit.LogLines;
import dev.weft.testkit.RealServers;
import dev.weft.web.metric.Provider.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusPageTest {
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  @Test
  void providers_areShownWithTheirPlace() {
    PrometheusPage page =
        PrometheusPage.on("shop-7d4b9c-x2x9z")
            .provider(new Fixed("own_gauge", Map.of("name", "a\"b\\c\nd"), 3462))
            .build();
    assertThat(page.text(false))
        .isEqualTo(
            """
            # HELP own_gauge of a test
            # TYPE own_gauge gauge
            own_gauge{pod_name="shop-7d4b9c-x2x9z",service_name="shop",name="a_b\\\\c\\nd"} 3462
            """);
  }

  @Test
  void hostThatIsNoPod_hasNoService() {
    PrometheusPage page =
        PrometheusPage.on("laptop").provider(new Fixed("own_gauge", Map.of(), 0.5)).build();
    assertThat(page.text(false)).endsWith("own_gauge{pod_name=\"laptop\"} 0.5\n");
  }

  @Test
  void brokenProvider_leavesTheOthers() {
    PrometheusPage page =
        PrometheusPage.on("laptop")
            .provider(new Broken())
            .provider(new Fixed("own_gauge", Map.of(), Double.POSITIVE_INFINITY))
            .build();
    try (LogLines log = LogLines.of(ProviderText.class)) {
      assertThat(page.text(false)).doesNotContain("broken").endsWith("} +Inf\n");
      assertThat(page.text(false)).doesNotContain("broken");
      assertThat(log.lines())
          .containsExactly("WARNING The provider of broken failed; /metrics goes without it");
    }
  }

  @Test
  void wrongName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrometheusPage.on("x").provider(new Fixed("own gauge", Map.of(), 1)))
        .withMessage(
            "provider: expected a name of letters, digits, underscores and colons, got"
                + " \"own gauge\"");
  }

  @Test
  void route_isOpenAndOutsideTheBase() {
    var route = PrometheusPage.on("x").build().route();
    assertThat(route.path()).isEqualTo("/metrics");
    assertThat(route.underBase()).isFalse();
    assertThat(route.secret()).isFalse();
  }

  @Test
  void measurements_areShown() {
    PrometheusPage page = page();
    assertThat(page.text(false))
        .contains("# TYPE route_seconds summary\n")
        .contains(
            "route_seconds_count{group=\"2\",method=\"GET\",route=\"ping\",status=\"200\"} 1\n")
        .contains("health_check_total{name=\"db\",outcome=\"success\"} 2.0\n")
        .contains("test_gauge_s{toto=\"tutu\",value=\"24\"} 42.0\n")
        .endsWith("\n");
  }

  @Test
  void openMetrics_nameTheTraceAndEndOnce() {
    PrometheusPage page = PrometheusPage.on("x").provider(new Fixed("g", Map.of(), 1)).build();
    MicrometerSink sink = MicrometerSink.to(page.registry());
    try (Scope scope = Scopes.task("a request").start()) {
      sink.timer(Metric.of("route"), 2_000_000);
      assertThat(page.text(true))
          .contains(
              "# {span_id=\""
                  + TraceContext.spanId(scope.id())
                  + "\",trace_id=\""
                  + TraceContext.traceId(scope.id())
                  + "\"} 0.002")
          .endsWith("g{pod_name=\"x\"} 1\n# EOF\n")
          .containsOnlyOnce("# EOF");
    }
  }

  @Test
  void openMetrics_knowGaugesOnly() {
    PrometheusPage page = PrometheusPage.on("x").provider(new Seen()).build();
    assertThat(page.text(false)).isEqualTo("# HELP seen of \"us\"\n# TYPE seen counter\nseen 1\n");
    assertThat(page.text(true))
        .isEqualTo("# HELP seen of \\\"us\\\"\n# TYPE seen unknown\nseen 1\n# EOF\n");
  }

  @Test
  void promtool_acceptsThePage() throws Exception {
    if (!Files.isExecutable(PROMTOOL)) {
      RealServers.abortWithout("promtool", "no " + PROMTOOL);
    }
    PrometheusPage page = page();
    Process check =
        new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (var input = check.getOutputStream()) {
      input.write(page.text(false).getBytes(UTF_8));
    }
    String said = new String(check.getInputStream().readAllBytes(), UTF_8);
    // 1 would be a page that cannot be read, 3 says that names are not to its taste: ours are the
    // old ones, with their unit and type in them.
    assertThat(check.waitFor()).as(said).isIn(0, 3);
    assertThat(said.lines())
        .allMatch(line -> line.matches("(pod_process_smap_pss_kb|test_gauge_s) metric names? .*"));
  }

  private static PrometheusPage page() {
    PrometheusPage page =
        PrometheusPage.on("shop-7d4b9c-x2x9z")
            .provider(MemoryMaps.ofThisProcess(MemoryMaps.Kind.PSS))
            .build();
    MicrometerSink sink = MicrometerSink.to(page.registry());
    sink.timer(
        Metric.of("route")
            .part("method", "GET")
            .part("route", "ping")
            .part("status", "200")
            .tagOnly("group", "2"),
        2_000_000);
    sink.timer(Metric.of("sql").part("query", "SELECT FROM \"a\"\\b\nWHERE c IN (?)"), 1);
    sink.counter(Metric.of("health_check").part("name", "db").part("outcome", "success"), 2);
    sink.gauge(Metric.of("test", "gauge/s").tag("value", "24").tag("toto", "tutu"), 42);
    return page;
  }

  private record Fixed(String name, Map<String, String> labels, double value) implements Provider {
    @Override
    public String help() {
      return "of a test";
    }

    @Override
    public List<Sample> data() {
      return List.of(new Sample(labels, value));
    }
  }

  private static final class Seen implements Provider {
    @Override
    public String name() {
      return "seen";
    }

    @Override
    public String help() {
      return "of \"us\"";
    }

    @Override
    public String type() {
      return "counter";
    }

    @Override
    public boolean extend() {
      return false;
    }

    @Override
    public List<Sample> data() {
      return List.of(new Sample(Map.of(), 1));
    }
  }

  private static final class Broken implements Provider {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public String help() {
      return "of a test";
    }

    @Override
    public List<Sample> data() throws IOException {
      throw new IOException("no");
    }
  }
}
