package dev.weft.line;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Carried;
import dev.weft.Scopes;
import dev.weft.capture.Capture;
import dev.weft.event.Level;
import dev.weft.event.codec.JsonReader;
import dev.weft.record.CurrentTask;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CeeFormTest {
  private static final Carried REQUEST =
      each -> {
        each.accept("request_id", "r-1");
        each.accept("path", "/api/ping");
        each.accept("matched_route", null);
      };

  @Test
  void line_hasTheFieldsOfEveryLine() throws Exception {
    assertThat(read(line(Level.WARN, "attention")))
        .containsEntry("timestamp", 1764000000.25)
        .containsEntry("level", 4L)
        .containsEntry("level_name", "WARNING")
        .containsEntry("msg", "attention")
        .containsEntry("logger_name", "shop.orders")
        .containsEntry("source_facility", "shop.orders")
        .containsEntry("host", java.net.InetAddress.getLocalHost().getCanonicalHostName())
        .doesNotContainKeys("full_message", "full_msg", "file", "logger");
  }

  @Test
  void levels_areSyslogsNumbers() {
    assertThat(Level.values())
        .extracting(level -> read(line(level, "m")).get("level"))
        .containsExactly(7L, 7L, 6L, 4L, 3L, 2L);
    assertThat(read(line(Level.FATAL, "m"))).containsEntry("level_name", "CRITICAL");
  }

  @Test
  void facility_standsBesideTheLogger() {
    CeeForm form = new CeeForm("shop", Map.of("environment", "test"));

    assertThat(JsonReader.read(form.json(line(Level.INFO, "m"))))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("source_facility", "shop")
        .containsEntry("logger", "shop.orders")
        .containsEntry("environment", "test");
  }

  @Test
  void exception_isThereWithItsTrace() {
    Map<String, Object> read =
        read(line(Level.ERROR, "m").failure(new IllegalStateException("boom")));

    assertThat(read).containsEntry("full_msg", "true");
    assertThat(read.get("full_message"))
        .asString()
        .startsWith("java.lang.IllegalStateException: boom\n\tat dev.weft.line.CeeFormTest");
  }

  @Test
  void location_comesWithProcessAndThread() {
    LogLine line =
        line(Level.INFO, "m").location(new StackTraceElement("a.B", "sell", "B.java", 17));

    assertThat(read(line))
        .containsEntry("file", "B.java")
        .containsEntry("line", 17L)
        .containsEntry("function", "sell")
        .containsEntry("pid", ProcessHandle.current().pid())
        .containsEntry("thread_name", "main")
        .containsKey("process_name");
  }

  @Test
  void charactersBeyondAscii_areEscaped() {
    String json =
        new String(CeeForm.PLAIN.json(line(Level.INFO, "caf\u00e9 \ud83d\ude00\u007f")), US_ASCII);

    assertThat(json).contains("caf\\u00e9 \\ud83d\\ude00\\u007f").matches("[ -~]*");
  }

  @Test
  void request_isInItsLines() {
    LogLine line = line(Level.INFO, "m");

    Scopes.task("GET /api/ping")
        .carrying(REQUEST)
        .with("tenant", "north")
        .run(() -> line.task(CurrentTask.node()));

    assertThat(read(line))
        .containsEntry("request_id", "r-1")
        .containsEntry("path", "/api/ping")
        .containsEntry("tenant", "north")
        .containsKey("task")
        .doesNotContainKey("matched_route");
  }

  @Test
  void names_loseUnderscoresWhereThatIsFree() {
    LogLine line =
        line(Level.INFO, "m").field("_colour", "red").field("level", "odd").field("colour", "blue");

    assertThat(read(line))
        .containsEntry("colour", "red")
        .containsEntry("_colour", "blue")
        .containsEntry("level", 6L)
        .containsEntry("_level", "odd");
  }

  @Test
  void field_thatIsSaidTwice_standsOnce() {
    LogLine line = line(Level.INFO, "m").field("request_id", "r-1").field("_request_id", "r-1");

    assertThat(read(line)).containsEntry("request_id", "r-1").doesNotContainKey("_request_id");
  }

  @Test
  void values_areTextsNumbersAndTruths() {
    LogLine line =
        line(Level.INFO, "m")
            .field("count", 3)
            .field("share", 0.5)
            .field("good", true)
            .field("items", java.util.List.of(1, 2))
            .field("referer", null)
            .field("password", "s3cr3t");

    assertThat(read(line))
        .containsEntry("count", 3L)
        .containsEntry("share", 0.5)
        .containsEntry("good", true)
        .containsEntry("items", "[1, 2]")
        .containsEntry("referer", "None")
        .containsEntry("password", "***");
  }

  static LogLine line(Level level, String message) {
    return new LogLine(level, "shop.orders", message, Capture.DEFAULT)
        .made(1_764_000_000_250_000L, "main");
  }

  @SuppressWarnings("unchecked") // the reader's own maps have String keys
  private static Map<String, Object> read(LogLine line) {
    return (Map<String, Object>) JsonReader.read(CeeForm.PLAIN.json(line));
  }
}
