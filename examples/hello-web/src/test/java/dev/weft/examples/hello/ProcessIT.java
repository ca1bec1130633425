package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as a person starts and ends it, with nothing given. */
class ProcessIT {
  @TempDir Path folder;

  @Test
  void nothingGiven_startsItsOwnServersAndEndsThem() throws Exception {
    HelloProcess hello = HelloProcess.start(folder, "hello", alone());
    try {
      assertThat(hello.http().get("/api/hello").object()).isEqualTo(Map.of("value", "slave"));
      assertThat(hello.http().send("PUT", "/api/hello").object())
          .isEqualTo(Map.of("value", "master"));
      assertThat(children(hello)).isNotEmpty();
      List<ProcessHandle> servers = children(hello);

      hello.stop();

      await().untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
      assertThat(serversFolders()).isEmpty();
      assertThat(hello.err()).doesNotContain("weft tests");
    } finally {
      hello.close();
    }
  }

  @Test
  void endedWhileItStarts_leavesNothing() throws Exception {
    HelloProcess hello = HelloProcess.begin(folder, "hello", alone());
    try {
      await().atMost(HelloProcess.PATIENCE).until(() -> !serversFolders().isEmpty());
      List<ProcessHandle> servers = children(hello);

      hello.stop();

      await().untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
      assertThat(serversFolders()).isEmpty();
    } finally {
      hello.close();
    }
  }

  /** With nobody's servers, and a temporary folder of its own; but for PostgreSQL's programs. */
  private Map<String, String> alone() throws IOException {
    return Map.of(
        "WEFT_TO",
        "file:events.ndjson",
        "JAVA_TOOL_OPTIONS",
        "-Djava.io.tmpdir="
            + Files.createDirectory(temporary())
            + " -Dot.epg.working-dir="
            + Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg"));
  }

  private Path temporary() {
    return folder.resolve("temporary");
  }

  private List<Path> serversFolders() throws IOException {
    try (Stream<Path> all = Files.list(temporary())) {
      return all.filter(each -> each.getFileName().toString().startsWith("weft-")).toList();
    }
  }

  @Test
  void wrongValue_endsWithTheCure() throws Exception {
    try (HelloProcess hello = HelloProcess.begin(folder, "hello", Map.of("PORT", "eighty"))) {
      assertThat(hello.awaitExit()).isEqualTo(2);
      assertThat(hello.err())
          .contains("PORT=eighty is no port; write a number from 1 to 65535")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void addressOfSomethingElse_isRefusedWithoutItsPassword() throws Exception {
    try (HelloProcess hello =
        HelloProcess.begin(
            folder, "hello", Map.of("SQLALCHEMY_URL", "mysql://leo:s3cr3t@db/hello"))) {
      assertThat(hello.awaitExit()).isEqualTo(2);
      assertThat(hello.err()).contains("SQLALCHEMY_URL is no address").doesNotContain("s3cr3t");
    }
  }

  @Test
  void portThatIsTaken_endsWithTheCure() throws Exception {
    try (ServerSocket taken = new ServerSocket(0);
        HelloProcess hello =
            HelloProcess.begin(
                folder, "hello", Map.of("PORT", String.valueOf(taken.getLocalPort())))) {
      assertThat(hello.awaitExit()).isEqualTo(1);
      assertThat(hello.err())
          .contains(":" + taken.getLocalPort() + " (")
          .contains("choose another port: PORT=8081");
    }
  }

  private static List<ProcessHandle> children(HelloProcess hello) {
    return ProcessHandle.of(hello.pid()).orElseThrow().descendants().toList();
  }
}
