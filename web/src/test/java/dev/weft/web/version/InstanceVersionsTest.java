package dev.weft.web.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.JsonReader;
import dev.weft.event.control.Control;
import dev.weft.event.control.Instance;
import dev.weft.event.control.LocalHub;
import dev.weft.event.control.Presence;
import dev.weft.testkit.LogLines;
import dev.weft.web.broadcast.Broadcast;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.MetricSink;
import dev.weft.web.metric.Stats;
import dev.weft.web.view.Call;
import dev.weft.web.view.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceVersionsTest {
  private static final String TEXT =
      "{\n  \"packages\": {},\n  \"main\": {\"git_hash\": \"abcdef\", \"git_tag\": \"1.2\"}}\n";

  @TempDir Path folder;

  private final LocalHub hub = new LocalHub();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Counted counted = new Counted();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private Broadcast broadcast(String host) {
    Control control = hub.join(new Instance(host, 7));
    Broadcast broadcast = new Broadcast();
    broadcast.connect(control);
    open.add(broadcast);
    open.add(control);
    return broadcast;
  }

  private InstanceVersions versions(String host, String text, Stats stats) throws Exception {
    Path file = Files.writeString(folder.resolve(host + ".json"), text);
    return new InstanceVersions(VersionsFile.at(file).orElseThrow(), broadcast(host), stats);
  }

  private static Reply get(InstanceVersions versions, String instances) throws Exception {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                InstanceVersionsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> "instances".equals(arguments[0]) ? instances : null);
    return versions.route().endpoint().answer(new Call(request, false));
  }

  @Test
  void file_isShownAsItIs() throws Exception {
    Reply reply = get(versions("anna", TEXT, Stats.none()), null);

    assertThat(new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(reply.contentType()).isEqualTo("application/json");
  }

  @Test
  void file_thatIsNotThereIsNone() {
    assertThat(VersionsFile.at(folder.resolve("none.json"))).isEmpty();
  }

  @Test
  void file_thatIsNoJsonHasNoVersion() throws Exception {
    Path file = Files.writeString(folder.resolve("broken.json"), "{");

    assertThat(VersionsFile.at(file).orElseThrow().gitHash()).isEmpty();
  }

  @Test
  void instances_areShownWithTheirVersions() throws Exception {
    InstanceVersions anna = versions("anna", TEXT, Stats.none());
    versions("bert", "{\"main\": {\"git_hash\": \"012345\"}}", Stats.none());

    Map<?, ?> table = (Map<?, ?>) JsonReader.read(get(anna, "all").body());

    assertThat(table.get("identical")).isEqualTo(false);
    assertThat(table.get("versions")).isEqualTo(Map.of("abcdef", 1L, "012345", 1L));
    assertThat(table.get("silent")).isEqualTo(List.of());
    assertThat((List<?>) table.get("instances"))
        .hasSize(2)
        .first()
        .satisfies(row ->
            assertThat(row.toString())
                .startsWith("{git_hash=abcdef, git_tag=1.2, hostname=anna, pid=7, started=20"));
    assertThat(anna.ask().values()).containsExactlyInAnyOrder("abcdef", "012345");
  }

  @Test
  void start_saysWhichVersion() throws Exception {
    try (LogLines log = LogLines.of(InstanceVersions.class)) {
      InstanceVersions anna = versions("anna", TEXT, Stats.to(counted));
      anna.start();
      versions("bert", "{\"main\": {\"git_hash\": \"012345\"}}", Stats.none()).start();

      assertThat(counted.counters).singleElement().asString().contains("abcdef").endsWith(" 1");
      assertThat(log.lines())
          .containsExactly("INFO Starting version 1.2 (abcdef)", "INFO Starting version 012345");
      assertThat(broadcast("carl").instances())
          .extracting(Presence::facts)
          .extracting(facts -> facts.get("git_hash"))
          .containsExactly("abcdef", "012345", null);
    }
  }

  private static final class Counted implements MetricSink {
    private final List<String> counters = new ArrayList<>();

    @Override
    public void timer(Metric metric, long nanos) {}

    @Override
    public void counter(Metric metric, long by) {
      counters.add(metric + " " + by);
    }

    @Override
    public void gauge(Metric metric, double value) {}
  }
}
