package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sections 1.2 (E1) and 1.3: the index page, and who is let in. */
@ExtendWith(FleetExtension.class)
class AuthenticationIT {
  private static final String VIEW = "/api/c2c/logging/level";
  private static final String HASH =
      "057ba03d6c44104863dc7361fe4578965d1887360f90a0895882e58a6248fc86";
  private static final String REFUSAL =
      "Missing or invalid secret (parameter, X-API-Key header or cookie)";

  private final Http http;

  AuthenticationIT(Fleet fleet) {
    this.http = fleet.one.http();
  }

  @Test
  void secret_isTakenFromQueryFormHeaderAndCookie() {
    assertThat(http.get(VIEW + "?secret=" + Fleet.SECRET).status()).isEqualTo(200);
    assertThat(http.get(VIEW, Fleet.KNOWN).status()).isEqualTo(200);
    assertThat(http.get(VIEW, "Cookie", "C2C_SECRET=" + HASH).status()).isEqualTo(200);
    assertThat(http.post("/api/c2c", "secret=" + Fleet.SECRET).header("Set-Cookie"))
        .startsWith("C2C_SECRET=");
  }

  @Test
  void firstThatIsThere_decides() {
    assertThat(http.get(VIEW + "?secret=wrong", Fleet.KNOWN).status()).isEqualTo(403);
    assertThat(http.get(VIEW, "X-API-Key", "wrong", "Cookie", "C2C_SECRET=" + HASH).status())
        .isEqualTo(403);
  }

  @Test
  void refusal_saysWhatIsMissing() {
    Http.Answer answer = http.get(VIEW);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.object()).containsEntry("message", REFUSAL).containsEntry("status", 403L);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.allOf("Cache-Control")).contains("no-cache");
  }

  @Test
  void goodSecret_isRememberedForAWeek() {
    assertThat(http.get(VIEW, Fleet.KNOWN).header("Set-Cookie"))
        .startsWith("C2C_SECRET=" + HASH)
        .contains("Max-Age=604800", "Path=/", "HttpOnly");
    assertThat(http.get(VIEW, "Cookie", "C2C_SECRET=" + HASH).header("Set-Cookie"))
        .startsWith("C2C_SECRET=" + HASH);
  }

  @Test
  void emptySecret_logsOut() {
    assertThat(http.get("/api/c2c?secret=").header("Set-Cookie"))
        .startsWith("C2C_SECRET=")
        .contains("Max-Age=0", "Path=/");
    assertThat(http.get(VIEW + "?secret=").status()).isEqualTo(403);
  }

  @Test
  void index_showsMoreToWhoKnowsTheSecret() {
    Http.Answer open = http.get("/api/c2c");
    Http.Answer known = http.get("/api/c2c/", Fleet.KNOWN);

    assertThat(open.status()).isEqualTo(200);
    assertThat(open.header("Content-Type").replace(" ", "").toLowerCase(java.util.Locale.ROOT))
        .isEqualTo("text/html;charset=utf-8");
    assertThat(open.body())
        .contains("Health checks", "Statistics", "Versions", "Authentication", "Login")
        .contains("name=\"secret\"")
        .doesNotContain("Logging", "Logout");
    assertThat(known.body()).contains("Logging", "Logout");
  }
}
