package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final Pattern BASE = Pattern.compile("(/assets/[0-9a-f]{12})/js/main\\.js");

  private static final String STYLE = "body { margin: 0 }\n";
  private static final String BEGINNING =
      "document.head.append(document.getElementById('behind').content);\n";

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

  private static String base(String page) {
    Matcher matcher = BASE.matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void everyAddressOfThePage_isThePage() throws Exception {
    String page = served.get("/").body();
    assertThat(page).contains("A page for tests").doesNotContain("{{base}}");
    for (String path :
        List.of(
            "/s?q=level:error&live=1",
            "/e/3@7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11/1/2",
            "/t/7c9f2c1e/1/2?lens=bars",
            "/o/91b0",
            "/errors",
            "/errors/0123456789abcdef",
            "/p",
            "/v/late")) {
      HttpResponse<String> response = served.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("text/html; charset=utf-8");
      assertThat(response.body()).contains("A page for tests");
    }
    assertThat(served.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(served.get("/etc/passwd").statusCode()).isEqualTo(404);
    assertThat(served.raw("GET /assets/x/../../../../etc/passwd HTTP/1.1", "Host: localhost"))
        .startsWith("HTTP/1.1 4");
  }

  @Test
  void mistypedAddress_isAnsweredInWords_toWhoAsksWithABrowser() throws Exception {
    HttpResponse<String> read = served.get("/nothing", "Accept", "text/html,*/*;q=0.8");

    assertThat(read.statusCode()).isEqualTo(404);
    assertThat(read.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(read.body()).contains("Nothing is at this address", "href=\"/s\"");
    assertThat(served.get("/nothing").body())
        .isEqualTo(
            "{\"error\":\"not-found\",\"message\":\"there is nothing at /nothing; the API is at /api/v1\"}");
  }

  @Test
  void aScreenByItsWord_isFoundUnderItsLetter() throws Exception {
    assertThat(List.of("/trees", "/tree/7c9f2c1e/1/2?lens=bars&at=a%20b", "/objects/", "/error"))
        .extracting(path -> {
          HttpResponse<String> response = served.get(path);
          assertThat(response.statusCode()).as(path).isEqualTo(302);
          return response.headers().firstValue("Location").orElse("none");
        })
        .containsExactly("/t", "/t/7c9f2c1e/1/2?at=a%20b&lens=bars", "/o/", "/errors");
  }

  @Test
  void whatBlocksTheFirstPaint_standsInThePage_permittedByItsDigest() throws Exception {
    HttpResponse<String> page = served.get("/");

    assertThat(page.body())
        .contains("<style>" + STYLE + "</style>")
        .contains("<script type=\"module\">" + BEGINNING + "</script>")
        .doesNotContain("rel=\"stylesheet\"", "begin.js");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith(
            "default-src 'self'; script-src 'self' "
                + digest(BEGINNING)
                + "; style-src 'self' "
                + digest(STYLE)
                + "; ")
        .endsWith("frame-ancestors 'none'");
  }

  @Test
  void whatTheBodyNames_isLeftToBeLoadedLater() throws Exception {
    assertThat(served.get("/").body())
        .containsPattern(
            "<template id=\"behind\">\n<script type=\"module\" src=\"[^\"]+/main.js\">");
  }

  @Test
  void aThemeThatWasChosen_standsInThePage() throws Exception {
    assertThat(served.get("/s").body()).contains("<html lang=\"en\">");
    assertThat(served.get("/s", "Cookie", "a=b; weft-theme=dark").body())
        .contains("<html lang=\"en\" data-theme=\"dark\">");
    assertThat(served.get("/s", "Cookie", "weft-theme=\"><script>").body())
        .contains("<html lang=\"en\">");
  }

  private static String digest(String text) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @Test
  void addressOfAScreen_asksForItsModuleAtOnce() throws Exception {
    assertThat(served.get("/").body()).contains("/js/screens/stream.js");
    assertThat(served.get("/s?q=x&lens=pat").body()).contains("/js/screens/stream.js");
    assertThat(served.get("/s?lens=err").body()).contains("/js/screens/errors.js");
    assertThat(served.get("/t/7c9f2c1e").body()).contains("/js/screens/tree.js");
  }

  @Test
  void modules_areJoined() throws Exception {
    String base = base(served.get("/").body());
    assertThat(served.get(base + "/js/main.js").body())
        .contains("$add('js/lit.js'", "$add('js/main.js'");
    assertThat(served.get(base + "/js/lit.js").body()).contains("export const lit");
  }

  @Test
  void assets_areKeptForEver_underTheirVersion_andCompressed() throws Exception {
    String lit = base(served.get("/").body()) + "/js/lit.js";
    HttpResponse<String> plain = served.get(lit);
    assertThat(plain.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(plain.headers().firstValue("Content-Type"))
        .hasValue("text/javascript; charset=utf-8");
    String tag = plain.headers().firstValue("ETag").orElseThrow();
    assertThat(served.get(lit, "If-None-Match", tag).statusCode()).isEqualTo(304);

    HttpResponse<byte[]> packed =
        served
            .client()
            .send(
                served.request(lit).header("Accept-Encoding", "br, gzip").build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(plain.body());
    }
  }

  @Test
  void assetsOfAnotherVersion_areWhatThereIs_butNotKept() throws Exception {
    HttpResponse<String> old = served.get("/assets/000000000000/style.css");
    assertThat(old.statusCode()).isEqualTo(200);
    assertThat(old.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(served.get(base(served.get("/").body()) + "/none.js").statusCode()).isEqualTo(404);
  }

  @Test
  void thePage_canBeLeftOut() throws Exception {
    try (Served bare = Served.in(folder).withoutPage().start()) {
      assertThat(bare.get("/").statusCode()).isEqualTo(404);
      assertThat(bare.get("/").body()).contains("the API is at /api/v1");
      assertThat(bare.get("/api/v1/health").statusCode()).isEqualTo(200);
    }
  }
}
