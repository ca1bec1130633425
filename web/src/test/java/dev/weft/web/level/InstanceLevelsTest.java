package dev.weft.web.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.codec.JsonReader;
import dev.weft.event.control.Control;
import dev.weft.event.control.Instance;
import dev.weft.event.control.LocalHub;
import dev.weft.testkit.LogLines;
import dev.weft.web.broadcast.Broadcast;
import dev.weft.web.view.Call;
import dev.weft.web.view.HttpError;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceLevelsTest {
  private static final String A = "app.a";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ManualTime time = new ManualTime();
  private final LocalHub hub = new LocalHub(time);
  private final List<One> instances = new ArrayList<>();
  private final LogLines log = LogLines.of("dev.weft.web");
  private final One anna = start("anna");
  private final One bert = start("bert");

  /** An instance with a logging system of its own. */
  private record One(
      FakeLevels levels, Control control, Broadcast broadcast, InstanceLevels shared) {
    String level() {
      return levels.own(A);
    }
  }

  private One start(String host) {
    FakeLevels levels = new FakeLevels();
    Control control = hub.join(new Instance(host, 1));
    Broadcast broadcast = new Broadcast();
    InstanceLevels shared = new InstanceLevels(broadcast, levels, time, time);
    broadcast.connect(control);
    shared.start();
    One one = new One(levels, control, broadcast, shared);
    instances.add(one);
    return one;
  }

  @AfterEach
  void close() {
    for (One one : instances) {
      one.shared.close();
      one.broadcast.close();
      one.control.close();
    }
    log.close();
  }

  private Map<?, ?> get(String... parameters) throws Exception {
    return call("GET", parameters);
  }

  private Map<?, ?> call(String method, String... parameters) throws Exception {
    return call(true, method, parameters);
  }

  private Map<?, ?> call(boolean getChanges, String method, String... parameters) throws Exception {
    Map<String, String> query = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      query.put(parameters[i], parameters[i + 1]);
    }
    Call call = new Call(request(method, query), true);
    return (Map<?, ?>)
        JsonReader.read(anna.shared.route(getChanges).endpoint().answer(call).body());
  }

  static HttpServletRequest request(String method, Map<String, String> query) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            InstanceLevelsTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getParameter" -> query.get((String) arguments[0]);
                  case "getMethod" -> method;
                  case "getRemoteAddr" -> "192.0.2.7";
                  case "getHeader" -> "X-API-Key".equals(arguments[0]) ? "s" : null;
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  private Map<String, String> stored() {
    return anna.control.values().withPrefix("");
  }

  @Test
  void name_aloneShowsTheLevel() throws Exception {
    assertThat(get("name", A))
        .isEqualTo(Map.of("status", 200L, "name", A, "level", "NOTSET", "effective_level", "INFO"));
    assertThat(stored()).isEmpty();
  }

  @Test
  void level_isSetInAllInstancesAndRemembered() throws Exception {
    assertThat(get("name", A, "level", "DEBUG"))
        .isEqualTo(Map.of("status", 200L, "name", A, "level", "DEBUG", "effective_level", "DEBUG"));

    assertThat(bert.level()).isEqualTo("DEBUG");
    assertThat(stored()).containsExactly(Map.entry("c2c_logging_level_" + A, "DEBUG"));
    assertThat(get()).isEqualTo(Map.of("status", 200L, "overrides", Map.of(A, "DEBUG")));
    assertThat(log.lines()).contains("SEVERE Logging of app.a changed from NOTSET to DEBUG");
  }

  @Test
  void level_mayBeWrittenInAnyCaseAndInTheSystemsOwnWords() throws Exception {
    get("name", A, "level", "warn");

    assertThat(bert.level()).isEqualTo("WARNING");
    assertThat(stored()).containsValue("WARNING");
  }

  @Test
  void level_thatDoesNotExistIsRefusedAndNothingIsStored() {
    assertThatThrownBy(() -> get("name", A, "level", "TRACEX"))
        .isInstanceOfSatisfying(HttpError.class, error -> assertThat(error.status()).isEqualTo(400))
        .hasMessage(
            "no level \"TRACEX\"; there are CRITICAL, ERROR, WARNING, INFO, DEBUG, NOTSET, and"
                + " RESET for the one before");
    assertThatThrownBy(() -> get("name", A, "level", "DEBUG", "expires", "soon"))
        .isInstanceOfSatisfying(HttpError.class, error -> assertThat(error.status()).isEqualTo(400))
        .hasMessage(
            "expires: expected a time such as 90s, 10m, 2h, 1d or PT10M, up to a year; got"
                + " \"soon\"");
    assertThatThrownBy(() -> get("level", "DEBUG")).isInstanceOf(HttpError.class);
    assertThat(anna.level()).isEqualTo("NOTSET");
    assertThat(stored()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void change_canBeKeptFromLinks(String method) throws Exception {
    assertThatThrownBy(() -> call(false, method, "name", A, "level", "DEBUG"))
        .isInstanceOfSatisfying(
            HttpError.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(405);
              assertThat(refused.headers()).containsEntry("Allow", "POST, DELETE");
            })
        .hasMessageContaining("C2C_GET_CHANGES is off; send a POST");
    assertThat(stored()).isEmpty();

    assertThat(call(false, method, "name", A).get("effective_level")).isEqualTo("INFO");
    assertThat(call(false, "POST", "name", A, "level", "DEBUG").get("level")).isEqualTo("DEBUG");
  }

  @Test
  void reset_givesEachInstanceTheLevelThatItHad() throws Exception {
    bert.levels.set(A, "ERROR");
    get("name", A, "level", "DEBUG");
    get("name", A, "level", "INFO");

    assertThat(get("name", A, "level", "reset"))
        .isEqualTo(Map.of("status", 200L, "name", A, "level", "NOTSET", "effective_level", "INFO"));
    assertThat(bert.level()).isEqualTo("ERROR");
    assertThat(stored()).isEmpty();
  }

  @Test
  void delete_isAReset() throws Exception {
    get("name", "", "level", "DEBUG");
    assertThat(bert.levels.own("root")).isEqualTo("DEBUG");
    assertThat(stored()).containsKey("c2c_logging_level_root");

    call("DELETE", "name", "root");

    assertThat(bert.levels.own("root")).isEqualTo("INFO");
    assertThat(stored()).isEmpty();
    assertThatThrownBy(() -> call("DELETE")).isInstanceOf(HttpError.class);
  }

  @Test
  void expiry_givesAllInstancesTheLevelBackAlsoThoseThatStartedMeanwhile() throws Exception {
    assertThat(get("name", A, "level", "DEBUG", "expires", "10m"))
        .isEqualTo(
            Map.of(
                "status", 200L,
                "name", A,
                "level", "DEBUG",
                "effective_level", "DEBUG",
                "expires_at", "2026-11-28T12:10:00Z"));
    time.pass(MINUTE.multipliedBy(4));
    One carl = start("carl");
    assertThat(carl.level()).isEqualTo("DEBUG");
    assertThat(get().get("expires_at")).isEqualTo(Map.of(A, "2026-11-28T12:10:00Z"));

    time.pass(MINUTE.multipliedBy(6).minusSeconds(1));
    assertThat(instances).extracting(One::level).containsOnly("DEBUG");
    time.pass(Duration.ofSeconds(2));

    assertThat(instances).extracting(One::level).containsOnly("NOTSET");
    assertThat(get()).isEqualTo(Map.of("status", 200L, "overrides", Map.of()));
    assertThat(time.waiting()).isZero();
  }

  @Test
  void expiry_isTakenBackByALaterChange() throws Exception {
    get("name", A, "level", "DEBUG", "expires", "PT10M");
    get("name", A, "level", "INFO");

    time.pass(MINUTE.multipliedBy(20));

    assertThat(instances).extracting(One::level).containsOnly("INFO");
  }

  @Test
  void expiry_goesOnWhereSomebodyElseRenewedIt() throws Exception {
    get("name", A, "level", "DEBUG", "expires", "1m");
    anna.control.values().put("c2c_logging_level_" + A, "ERROR", MINUTE.multipliedBy(3));

    time.pass(MINUTE.multipliedBy(2));
    assertThat(instances).extracting(One::level).containsOnly("ERROR");

    time.pass(MINUTE.multipliedBy(2));
    assertThat(instances).extracting(One::level).containsOnly("NOTSET");
  }

  @Test
  void start_takesOverWhatIsRememberedButWhatItDoesNotKnow() {
    anna.control.values().put("c2c_logging_level_app.a", "DEBUG", null);
    anna.control.values().put("c2c_logging_level_app.0", "TRACEX", null);
    anna.control.values().put("c2c_logging_level_app.b", "ERROR", null);

    One carl = start("carl");

    assertThat(carl.level()).isEqualTo("DEBUG");
    assertThat(carl.levels.own("app.b")).isEqualTo("ERROR");
    assertThat(log.lines())
        .contains(
            "INFO Enabled the /logging/level API",
            "WARNING Cannot restore logging levels: that of app.0: no level \"TRACEX\"; there are"
                + " CRITICAL, ERROR, WARNING, INFO, DEBUG, NOTSET");
  }

  @Test
  void python_setsALevelByTheSameChannel() throws Exception {
    assertThat(
            bert.broadcast
                .ask(
                    "c2c_decorated_c2cwsgiutils.logging_view._set_level",
                    Map.of("name", A, "level", "CRITICAL"))
                .values())
        .containsExactly(true, true);
    assertThat(anna.level()).isEqualTo("CRITICAL");
  }

  @Test
  void change_isToldToTheAudit() throws Exception {
    get("name", A, "level", "DEBUG", "expires", "10m", "reason", "looking for #7");

    assertThat(log.lines())
        .contains(
            "INFO audit {\"what\":\"logging level\",\"name\":\"app.a\",\"old\":\"NOTSET\","
                + "\"new\":\"DEBUG\",\"expires_at\":\"2026-11-28T12:10:00Z\",\"auth\":\"header\","
                + "\"client_addr\":\"192.0.2.7\",\"reason\":\"looking for #7\"}");
  }

  @Test
  void expiry_isToldToTheAuditToo() throws Exception {
    get("name", A, "level", "DEBUG", "expires", "10m");

    time.pass(MINUTE.multipliedBy(11));

    assertThat(log.lines())
        .contains(
            "INFO audit {\"what\":\"logging level\",\"name\":\"app.a\",\"old\":\"DEBUG\","
                + "\"new\":\"NOTSET\",\"auth\":\"expiry\"}");
  }

  @Test
  void instance_thatCannotDoItIsNamed() throws Exception {
    bert.broadcast.subscribe(
        "c2c_decorated_c2cwsgiutils.logging_view._set_level",
        parameters -> {
          throw new IllegalStateException("boom");
        });

    assertThat(get("name", A, "level", "DEBUG").get("failed"))
        .isEqualTo(
            List.of(Map.of("status", 500L, "message", "boom", "hostname", "bert", "pid", 1L)));
  }
}
