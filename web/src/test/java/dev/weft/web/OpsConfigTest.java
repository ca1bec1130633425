package dev.weft.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpsConfigTest {
  private static OpsConfig environment(String... pairs) {
    return OpsConfig.of(map(pairs), Map.of());
  }

  private static Map<String, String> map(String... pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Test
  void defaults_areThoseOfTheBuilder() {
    OpsConfig read = environment();

    assertThat(read).usingRecursiveComparison().isEqualTo(OpsConfig.builder().build());
    assertThat(read.basePath()).isEqualTo("/c2c");
    assertThat(read.secret()).isEmpty();
    assertThat(read.broadcastPrefix()).isEqualTo("broadcast_api_");
    assertThat(read.trackRedis()).isTrue();
    assertThat(read.requestsDefaultTimeout()).isEmpty();
  }

  @Test
  void everyName_canBeSaidInCodeToo() {
    OpsConfig read =
        environment(
            "C2C_BASE_PATH",
            "/ops",
            "C2C_SECRET",
            "changeme",
            "C2C_SIGNED_COOKIE",
            "1",
            "C2C_LOG_VIEW_ENABLED",
            "true",
            "C2C_GET_CHANGES",
            "false",
            "C2C_REDIS_URL",
            "redis://my_redis:6379/2",
            "C2C_BROADCAST_PREFIX",
            "b_",
            "C2C_REQUEST_ID_HEADER",
            "X-Own",
            "C2C_REQUESTS_DEFAULT_TIMEOUT",
            "2.5",
            "C2C_SQL_REQUEST_ID",
            "1",
            "C2C_TRACK_REDIS",
            "false",
            "C2C_DISABLE_EXCEPTION_HANDLING",
            "1",
            "DEVELOPMENT",
            "1",
            "STATS_VIEW",
            "1",
            "STATSD_ADDRESS",
            "[::1]:8125",
            "STATSD_PREFIX",
            "acceptance",
            "STATSD_USE_TAGS",
            "true",
            "STATSD_TAG_XYZ",
            "zyx",
            "GIT_HASH",
            "abcdef",
            "VERSIONS_FILE",
            "/srv/v.json",
            "C2C_TRUSTED_PROXIES",
            "all");
    OpsConfig said =
        OpsConfig.builder()
            .basePath("/ops")
            .secret("changeme")
            .signedCookie(true)
            .logViewEnabled(true)
            .getChanges(false)
            .redisUrl("redis://my_redis:6379/2")
            .broadcastPrefix("b_")
            .requestIdHeader("X-Own")
            .requestsDefaultTimeout(Duration.ofMillis(2500))
            .sqlRequestId(true)
            .trackRedis(false)
            .disableExceptionHandling(true)
            .development(true)
            .statsView(true)
            .statsdAddress("[::1]:8125")
            .statsdPrefix("acceptance")
            .statsdUseTags(true)
            .statsdTag("xyz", "zyx")
            .gitHash("abcdef")
            .versionsFile("/srv/v.json")
            .trustedProxies("all")
            .build();

    assertThat(read).usingRecursiveComparison().isEqualTo(said);
  }

  @Test
  void variable_winsOverSetting_alsoEmpty() {
    Map<String, String> settings = map("c2c.base_path", "/ops", "c2c.secret", "changeme");

    OpsConfig config = OpsConfig.of(map("C2C_SECRET", ""), settings);
    assertThat(config.basePath()).isEqualTo("/ops");
    assertThat(config.secret()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "T,true",
    "yes,true",
    "1,true",
    "on,false",
    "y,false",
    "0,false",
    "'',false"
  })
  void logView_isOnForFewWords(String text, boolean on) {
    assertThat(environment("C2C_LOG_VIEW_ENABLED", text).logViewEnabled()).isEqualTo(on);
  }

  @ParameterizedTest
  @CsvSource({"1,true", "x,true", "on,true", "0,false", "false,false", "False,false", "'',false"})
  void statsView_isOnForWhatDoesNotSayNo(String text, boolean on) {
    assertThat(environment("STATS_VIEW", text).statsView()).isEqualTo(on);
    assertThat(environment("C2C_SQL_REQUEST_ID", text).sqlRequestId()).isEqualTo(on);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "false,true", "1,true", "'',true"})
  void exceptionHandling_isDisabledByAllButZero(String text, boolean disabled) {
    assertThat(environment("C2C_DISABLE_EXCEPTION_HANDLING", text).disableExceptionHandling())
        .isEqualTo(disabled);
    assertThat(environment("DEVELOPMENT", text).development()).isEqualTo(disabled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C2C_REQUESTS_DEFAULT_TIMEOUT|soon|c2c.requests_default_timeout|is no time; write seconds",
        "C2C_REQUESTS_DEFAULT_TIMEOUT|-1|c2c.requests_default_timeout|is no time; write seconds",
        "C2C_REQUESTS_DEFAULT_TIMEOUT|NaN|c2c.requests_default_timeout|is no time; write seconds",
        "C2C_BASE_PATH|c2c|c2c.base_path|is no base path; write one with a slash",
        "C2C_BASE_PATH|/c2c/|c2c.base_path|is no base path; write one with a slash",
        "C2C_REQUEST_ID_HEADER|a b|c2c.request_id_header|is no name of a header; write one",
        "C2C_REDIS_URL|localhost|c2c.redis_url|is no address; write one such as redis://",
        "C2C_TRUSTED_PROXIES|me|c2c.trusted_proxies|is no proxy; write private",
      })
  void wrongValue_isRefusedWithTheCure(String variable, String value, String key, String message) {
    assertThatThrownBy(() -> environment(variable, value))
        .isInstanceOfSatisfying(
            ConfigurationException.class, wrong -> assertThat(wrong.key()).isEqualTo(key))
        .hasMessageContaining(message);
  }

  @Test
  void unknownSetting_isRefused() {
    assertThatThrownBy(() -> OpsConfig.of(Map.of(), map("c2c.basepath", "/c2c", "other", "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("\"c2c.basepath\" is no setting; there are c2c.base_path, ");
  }

  @Test
  void settings_mayNameVariables() {
    Map<String, String> settings = map("c2c.base_path", "/%(NAME)s-100%%");

    assertThat(OpsConfig.of(map("NAME", "ops%s"), settings).basePath()).isEqualTo("/ops%s-100%");
    assertThatThrownBy(() -> OpsConfig.of(Map.of(), settings))
        .hasMessageContaining("\"c2c.base_path\" needs the variable NAME");
    assertThatThrownBy(() -> OpsConfig.of(Map.of(), map("c2c.base_path", "/100%")))
        .hasMessageContaining("write %(NAME)s, or %% for the sign");
  }

  @Test
  void text_showsNoSecrets() {
    assertThat(
            environment("C2C_SECRET", "changeme", "C2C_REDIS_URL", "redis://:password@host:1")
                .toString())
        .doesNotContain("changeme")
        .doesNotContain("password");
  }
}
