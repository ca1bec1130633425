package dev.weft.web.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.web.view.Call;
import dev.weft.web.view.HttpError;
import dev.weft.web.view.Reply;
import dev.weft.web.view.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthViewTest {
  private final HealthChecks checks =
      HealthChecks.builder()
          .custom("well", 1, () -> null)
          .custom(
              "fail_json",
              2,
              () -> {
                throw new CheckFailure("failing check", Map.of("some", "json"));
              })
          .build();

  @AfterEach
  void close() {
    checks.close();
  }

  @Test
  void route_isOpenToAll() {
    Route route = checks.route(false);

    assertThat(route.path()).isEqualTo("/health_check");
    assertThat(route.underBase()).isTrue();
    assertThat(route.secret()).isFalse();
    assertThat(route.methods()).isEqualTo(Set.of("GET"));
  }

  @Test
  void withoutParameters_levelOneIsAsked() throws Exception {
    Reply reply = answer(false, Map.of());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(text(reply))
        .matches(
            """
            \\{
              "failures": \\{},
              "successes": \\{
                "well": \\{
                  "level": 1,
                  "timing": 0\\.\\d{6}
                }
              }
            }\
            """);
  }

  @Test
  void failure_isStatus500() throws Exception {
    Reply reply = answer(false, Map.of("max_level", "2", "checks", "fail_json, unknown"));

    assertThat(reply.status()).isEqualTo(500);
    assertThat(text(reply))
        .matches(
            """
            \\{
              "failures": \\{
                "fail_json": \\{
                  "level": 2,
                  "message": "failing check",
                  "result": \\{
                    "some": "json"
                  },
                  "timing": 0\\.\\d{6}
                }
              },
              "successes": \\{}
            }\
            """);
  }

  @Test
  void stackTrace_isForThoseWhoKnowTheSecret_orInDevelopment() throws Exception {
    Map<String, String> all = Map.of("max_level", "2");

    assertThat(text(answer(false, all))).doesNotContain("stacktrace");
    assertThat(text(answer(true, all))).contains("\"stacktrace\": \"dev.weft.web.health.Check");
    Reply development = checks.route(true).endpoint().answer(call(false, all));
    assertThat(text(development)).contains("\"stacktrace\"");
  }

  @Test
  void levelZero_isAPing() throws Exception {
    assertThat(text(answer(false, Map.of("max_level", "0"))))
        .isEqualTo("{\n  \"failures\": {},\n  \"successes\": {}\n}");
  }

  @Test
  void emptyListOfChecks_meansAll() throws Exception {
    assertThat(text(answer(false, Map.of("checks", "")))).contains("well");
  }

  @Test
  void levelThatIsNoNumber_isRefused() {
    assertThatThrownBy(() -> answer(false, Map.of("max_level", "abc")))
        .isInstanceOfSatisfying(
            HttpError.class, refused -> assertThat(refused.status()).isEqualTo(400))
        .hasMessageContaining("max_level");
  }

  private Reply answer(boolean authenticated, Map<String, String> parameters) throws Exception {
    return checks.route(false).endpoint().answer(call(authenticated, parameters));
  }

  /** A call whose request has parameters and nothing else. */
  private static Call call(boolean authenticated, Map<String, String> parameters) {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                HealthViewTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("getParameter")) {
                    return parameters.get((String) arguments[0]);
                  }
                  throw new UnsupportedOperationException(method.getName());
                });
    return new Call(request, authenticated);
  }

  private static String text(Reply reply) {
    return new String(reply.body(), UTF_8);
  }
}
