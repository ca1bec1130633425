package dev.weft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsTest {
  private static final String LATE =
      "{\"title\":\"Late payments\",\"query\":\"level:error\",\"from\":\"-1h\",\"columns\":[\"host\"],"
          + "\"shared\":true}";

  @TempDir Path folder;
  private Served served;

  @BeforeEach
  void serve() throws Exception {
    served = Served.in(folder).start();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void aView_isKept_changed_listed_andForgotten() throws Exception {
    assertThat(served.get("/api/v1/views").body()).isEqualTo("{\"views\":[]}");
    assertThat(served.send("PUT", "/api/v1/views/late", LATE).statusCode()).isEqualTo(201);
    HttpResponse<String> again =
        served.send("PUT", "/api/v1/views/late", LATE.replace("-1h", "-2h"));
    assertThat(again.statusCode()).isEqualTo(200);

    HttpResponse<String> got = served.get("/api/v1/views/late");
    assertThat(Served.json(got))
        .containsEntry("slug", "late")
        .containsEntry("title", "Late payments")
        .containsEntry("from", "-2h")
        .containsEntry("shared", true);
    assertThat(served.get("/api/v1/views").body()).isEqualTo("{\"views\":[" + got.body() + "]}");
    try (var files = Files.list(folder.resolve("views"))) {
      assertThat(files).containsExactly(folder.resolve("views/late.json"));
    }

    assertThat(served.send("DELETE", "/api/v1/views/late", "").statusCode()).isEqualTo(204);
    assertThat(served.get("/api/v1/views/late").statusCode()).isEqualTo(404);
    assertThat(served.send("DELETE", "/api/v1/views/late", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aNameThatCouldLeadElsewhere_isNone() throws Exception {
    for (String slug :
        new String[] {"Late", "a%2Fb", "..%2Fx", "%2e%2e", "a.json", "a".repeat(65)}) {
      HttpResponse<String> response = served.send("PUT", "/api/v1/views/" + slug, LATE);
      assertThat(response.statusCode()).as(slug).isIn(400, 404, 405);
    }
    assertThat(served.get("/api/v1/views/Late").body()).contains("up to 64 of a-z, 0-9 and -");
    assertThat(folder.resolve("views")).doesNotExist();
  }

  @Test
  void whatIsNoView_isRefused_byItsPart() throws Exception {
    Map<String, String> wrong =
        Map.of(
            "nonsense", "the body is not JSON",
            "[]", "a view is an object",
            "{\"query\":\"\"}", "needs a \\\"title\\\"",
            "{\"title\":\"x\",\"query\":7}", "\\\"query\\\" is not a text",
            "{\"title\":\"x\",\"columns\":\"host\"}", "\\\"columns\\\" is not a list of texts",
            "{\"title\":\"x\",\"shared\":\"yes\"}", "\\\"shared\\\" is not true or false",
            "{\"title\":\"x\",\"colour\":\"red\"}", "\\\"colour\\\" is not a part of a view",
            "{\"title\":\"x\",\"query\":\"(a\"}", "\"pos\":");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      HttpResponse<String> response = served.send("PUT", "/api/v1/views/x", each.getKey());
      assertThat(response.statusCode()).as(each.getKey()).isEqualTo(400);
      assertThat(response.body()).contains(each.getValue());
    }
    String large = "{\"title\":\"" + "x".repeat(70_000) + "\"}";
    assertThat(served.send("PUT", "/api/v1/views/x", large).statusCode()).isEqualTo(413);
  }

  @Test
  void aFileThatSomebodyBroke_hidesNoOther() throws Exception {
    served.send("PUT", "/api/v1/views/late", LATE);
    Files.writeString(folder.resolve("views/broken.json"), "{");

    assertThat(served.get("/api/v1/views").body()).contains("late").doesNotContain("broken");
  }
}
