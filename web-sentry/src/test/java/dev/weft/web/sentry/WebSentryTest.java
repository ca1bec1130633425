package dev.weft.web.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.weft.Scopes;
import dev.weft.bridge.LineHandler;
import dev.weft.line.CeeForm;
import dev.weft.line.LineLog;
import dev.weft.testkit.RecordingSentry;
import dev.weft.web.request.RequestInfo;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSentryTest {
  private static final Logger SHOP = Logger.getLogger("shop.orders");
  private static final RequestInfo REQUEST = new RequestInfo("r-1", "GET", "/api/ping", "10.0.0.1");

  private final Map<String, String> environment = new HashMap<>();
  private RecordingSentry server;
  private LineHandler handler;

  @BeforeEach
  void listen() throws IOException {
    server = new RecordingSentry();
    environment.put("SENTRY_URL", server.url());
    handler = new LineHandler(LineLog.to("sentry:", CeeForm.PLAIN), false);
    SHOP.addHandler(handler);
    SHOP.setLevel(Level.FINE);
  }

  @AfterEach
  void hangUp() {
    SHOP.removeHandler(handler);
    SHOP.setLevel(null);
    handler.close();
    server.close();
  }

  @Test
  void errorLine_becomesAnEventWithTheLinesBeforeIt() {
    environment.put("SENTRY_TAG_SERVICE", "shop");
    environment.put("SENTRY_CLIENT_ENVIRONMENT", "test");
    environment.put("GIT_HASH", "abcdef");
    try (WebSentry sentry = start()) {
      assertThat(sentry.active()).isTrue();
      Scopes.task("GET /api/ping")
          .carrying(REQUEST)
          .run(() -> {
            REQUEST.route("ping");
            SHOP.fine("looking");
            SHOP.info("found");
            SHOP.log(Level.SEVERE, "failed", new IllegalStateException("boom"));
          });
      handler.close();
    }

    Map<String, Object> event = server.onlyEvent();
    assertThat(event)
        .containsEntry("level", "error")
        .containsEntry("logger", "shop.orders")
        .containsEntry("environment", "test")
        .containsEntry("release", "abcdef")
        .containsEntry("transaction", "ping");
    assertThat(event.get("message")).asInstanceOf(MAP).containsEntry("formatted", "failed");
    assertThat(event.get("tags"))
        .asInstanceOf(MAP)
        .containsEntry("service", "shop")
        .containsEntry("request_id", "r-1");
    assertThat(event.get("request"))
        .asInstanceOf(MAP)
        .containsEntry("method", "GET")
        .containsEntry("url", "/api/ping");
    assertThat(event.get("breadcrumbs")).asString().contains("looking").contains("found");
    assertThat(event.get("exception"))
        .asString()
        .contains("IllegalStateException")
        .contains("boom");
  }

  @Test
  void breadcrumbs_areOfTheSameRequest() {
    try (WebSentry sentry = start()) {
      assertThat(sentry.active()).isTrue();
      Scopes.task("other")
          .carrying(new RequestInfo("r-2", "GET", "/api/other", null))
          .run(() -> SHOP.info("of another"));
      Scopes.task("ping").carrying(REQUEST).run(() -> SHOP.severe("failed"));
      handler.close();
    }

    assertThat(server.onlyEvent().toString()).doesNotContain("of another");
  }

  @Test
  void level_isTheLeastThatIsTold() {
    environment.put("SENTRY_LEVEL", "warning");
    try (WebSentry sentry = start()) {
      assertThat(sentry.active()).isTrue();
      SHOP.info("below");
      SHOP.warning("at");
      handler.close();
    }

    assertThat(server.onlyEvent()).containsEntry("level", "warning");
  }

  @Test
  void excludedLoggers_areNotTold() {
    environment.put("SENTRY_EXCLUDES", "other, shop");
    try (WebSentry sentry = start()) {
      SHOP.severe("not told");
      sentry.capture(new IllegalStateException("told"));
      handler.close();
    }

    assertThat(server.onlyEvent().toString()).contains("told").doesNotContain("not told");
  }

  @Test
  void ignoredExceptions_areNotTold() {
    environment.put("SENTRY_CLIENT_IGNORE_EXCEPTIONS", "SystemExit,IllegalArgumentException");
    try (WebSentry sentry = start()) {
      sentry.capture(new NumberFormatException("extends it"));
      sentry.capture(new IllegalStateException("told"));
    }

    assertThat(server.onlyEvent().get("exception")).asString().contains("told");
  }

  @Test
  void exceptionThatIsLoggedToo_isToldOnce() {
    IllegalStateException failure = new IllegalStateException("boom");
    try (WebSentry sentry = start()) {
      SHOP.log(Level.SEVERE, "failed", failure);
      handler.close();
      sentry.capture(failure);
    }

    assertThat(server.onlyEvent().get("exception")).asString().contains("boom");
  }

  @Test
  void capturing_tellsAndThrowsOn() {
    try (WebSentry sentry = start()) {
      assertThatThrownBy(() ->
              sentry.capturing(() -> {
                throw new IOException("disk");
              }))
          .isInstanceOf(IOException.class)
          .hasMessage("disk");
    }

    assertThat(server.onlyEvent().get("exception")).asString().contains("disk");
  }

  @Test
  void noAddress_tellsNothing() {
    environment.remove("SENTRY_URL");
    try (WebSentry sentry = start()) {
      SHOP.severe("failed");
      sentry.capture(new IllegalStateException("boom"));
      assertThat(sentry.active()).isFalse();
    }

    assertThat(handler.lines().stats().accepted()).isZero();
    assertThat(server.events()).isEmpty();
  }

  @Test
  void second_isRefusedWhileOneRuns() {
    try (WebSentry sentry = start()) {
      assertThat(sentry.active()).isTrue();
      assertThatThrownBy(this::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("close it first");
    }
    start().close();
    assertThat(List.copyOf(server.events())).isEmpty();
  }

  private WebSentry start() {
    return WebSentry.start(SentryConfig.of(environment, Map.of()));
  }
}
