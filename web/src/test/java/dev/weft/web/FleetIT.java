package dev.weft.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.JsonReader;
import dev.weft.testkit.RedisServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An application and a second instance of it on a real Redis, joined by configuration alone. */
class FleetIT {
  @RegisterExtension static final RedisServer REDIS = RedisServer.create();

  @TempDir Path folder;

  private OpsConfig config() throws IOException {
    Path versions =
        Files.writeString(
            folder.resolve("versions.json"),
            "{\"main\": {\"git_hash\": \"abcdef\"}, \"packages\": {}}");
    return OpsConfig.builder()
        .secret("changeme")
        .redisUrl(REDIS.uri().toString())
        .versionsFile(versions.toString())
        .logViewEnabled(true)
        .statsView(true)
        .build();
  }

  private Ops ops() throws IOException {
    return Ops.builder()
        .config(config())
        .health(checks -> checks.custom("own", 1, () -> null))
        .build();
  }

  @Test
  void configuration_bringsChecksVersionsLevelsAndTimings() throws IOException {
    try (Ops other = ops();
        Ops ops = ops();
        WebServer server = WebServer.with(ops, application -> {})) {
      other.start();

      HttpResponse<String> health = server.get("/c2c/health_check?max_level=2");
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(successes(health.body()).keySet().toString())
          .contains("own", "version", REDIS.uri().toString());
      assertThat(server.get("/c2c/versions.json").body()).contains("abcdef");
      assertThat(server.get("/c2c/versions.json?instances=all").body()).contains("\"abcdef\": 2");
      assertThat(server.get("/c2c/logging/level?name=a.b&level=DEBUG").statusCode()).isEqualTo(403);
      assertThat(
              server.get("/c2c/logging/level?name=a.b&level=DEBUG", "X-API-Key", "changeme").body())
          .contains("\"level\": \"DEBUG\"");
      assertThat(server.get("/c2c/instances").statusCode()).isEqualTo(403);
      assertThat(server.get("/c2c/instances", "X-API-Key", "changeme").body())
          .contains("\"pid\": " + ProcessHandle.current().pid(), "\"git_hash\": \"abcdef\"");
      assertThat(server.get("/c2c/stats.json").body()).contains("redis/PUBLISH/success");
      assertThat(ops.control()).isPresent();
    }
  }

  private static Map<?, ?> successes(String body) {
    return (Map<?, ?>) ((Map<?, ?>) JsonReader.read(body)).get("successes");
  }
}
