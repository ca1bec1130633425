package dev.weft.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.event.codec.JsonReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Section 1.7: CEE datagrams to the byte, JSON lines, fields of the request, texts at the start.
 */
@ExtendWith(FleetExtension.class)
class LogsIT {
  private final Fleet fleet;
  private final Http http;

  LogsIT(Fleet fleet) {
    this.fleet = fleet;
    this.http = fleet.one.http();
  }

  @Test
  void datagram_isCee() throws Exception {
    int before = fleet.syslog.count();

    http.get("/api/ping?x=1", "X-Request-ID", "cee-1");

    String datagram =
        fleet.syslog.await(before, one -> one.contains("Ping!") && one.contains("cee-1"));
    assertThat(datagram).startsWith("<14>: @cee: {").endsWith("}\0").matches("[ -~]*\0");
    assertThat(json(datagram.substring("<14>: @cee: ".length(), datagram.length() - 1)))
        .containsEntry("msg", "Ping!")
        .containsEntry("level", 6L)
        .containsEntry("level_name", "INFO")
        .containsEntry("request_id", "cee-1")
        .containsEntry("path", "/api/ping")
        .containsEntry("method", "GET")
        .containsEntry("matched_route", "ping")
        .containsEntry("client_addr", "127.0.0.1")
        .containsEntry("pid", fleet.one.pid())
        .containsKeys(
            "host", "timestamp", "file", "line", "function", "thread_name", "process_name")
        .hasEntrySatisfying(
            "logger_name", name -> assertThat(name).asString().endsWith("services.ping"))
        .hasEntrySatisfying(
            "source_facility", name -> assertThat(name).asString().endsWith("services.ping"))
        .doesNotContainKeys("full_message", "full_msg");
  }

  @Test
  void error_bringsItsTrace() {
    int before = fleet.syslog.count();

    http.get("/api/error", "X-Request-ID", "cee-2");

    String datagram =
        fleet.syslog.await(
            before, one -> one.contains("returned status code 500") && one.contains("cee-2"));
    assertThat(datagram).startsWith("<11>: @cee: {");
    assertThat(json(datagram.substring("<11>: @cee: ".length(), datagram.length() - 1)))
        .containsEntry("level", 3L)
        .containsEntry("full_msg", "true")
        .hasEntrySatisfying(
            "full_message", trace -> assertThat(trace).asString().contains("boom", "\tat "));
  }

  @Test
  void stdout_getsTheSameLine() {
    http.get("/api/ping", "X-Request-ID", "stdout-1");

    await()
        .untilAsserted(() ->
            assertThat(lines())
                .anySatisfy(line ->
                    assertThat(line)
                        .containsEntry("msg", "Ping!")
                        .containsEntry("request_id", "stdout-1")));
  }

  @Test
  void start_isToldInTheWordsOfPython() {
    assertThat(lines())
        .extracting(line -> line.get("msg"))
        .contains(
            "Starting version v1 (" + Fleet.VERSION + ")",
            "Enabled the /logging/level API",
            "Installed the error catching views",
            "Broadcast service setup using redis: " + fleet.redis.uri());
  }

  private List<Map<String, Object>> lines() {
    return fleet.one.out().lines().filter(line -> line.endsWith("}")).map(LogsIT::json).toList();
  }

  private static Map<String, Object> json(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return JsonReader.readObject(bytes, 0, bytes.length);
  }
}
