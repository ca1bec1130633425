package dev.weft.web.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentryConfigTest {
  private static final String URL = "https://key@sentry.example.com/1";

  @Test
  void nothingGiven_isOff() {
    SentryConfig config = SentryConfig.of(Map.of(), Map.of());

    assertThat(config.active()).isFalse();
    assertThat(config.level()).isEqualTo(Level.ERROR);
    assertThat(config.excludes()).containsExactly("io.sentry");
  }

  @Test
  void variable_winsOverTheSetting() {
    Map<String, String> settings = Map.of("c2c.sentry.url", URL, "c2c.sentry_level", "WARNING");

    assertThat(SentryConfig.of(Map.of(), settings).active()).isTrue();
    assertThat(SentryConfig.of(Map.of(), settings).level()).isEqualTo(Level.WARN);
    assertThat(SentryConfig.of(Map.of("SENTRY_URL", ""), settings).active()).isFalse();
  }

  @Test
  void release_isTheHashUnlessOneIsGiven() {
    assertThat(release(Map.of("GIT_HASH", "abc"))).isEqualTo("abc");
    assertThat(release(Map.of("GIT_HASH", "abc", "SENTRY_CLIENT_RELEASE", "latest")))
        .isEqualTo("abc");
    assertThat(release(Map.of("GIT_HASH", "abc", "SENTRY_CLIENT_RELEASE", "2.1"))).isEqualTo("2.1");
    assertThat(release(Map.of("SENTRY_CLIENT_RELEASE", "latest"))).isEqualTo("latest");
  }

  @Test
  void valuesThatMakeNoSense_areRefused() {
    refused(Map.of("SENTRY_URL", "sentry.example.com"), "write such as https://key@");
    refused(Map.of("SENTRY_LEVEL", "LOUD"), "SENTRY_LEVEL=LOUD is no level; write DEBUG");
    refused(Map.of("SENTRY_CLIENT_COLOUR", "red"), "SENTRY_CLIENT_COLOUR is no option");
    refused(
        Map.of("SENTRY_CLIENT_SAMPLE_RATE", "2"),
        "SENTRY_CLIENT_SAMPLE_RATE=2: write a number from 0 to 1");
    refused(Map.of("SENTRY_CLIENT_DEBUG", "on"), "SENTRY_CLIENT_DEBUG=on: write true or false");
  }

  private static String release(Map<String, String> environment) {
    return SentryConfig.of(environment, Map.of()).client().get("release");
  }

  private static void refused(Map<String, String> environment, String message) {
    assertThatThrownBy(() -> SentryConfig.of(environment, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
