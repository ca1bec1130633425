package dev.weft.web;

import dev.weft.event.flow.ConfigurationException;
import java.time.Duration;

/** Reads a configuration under c2cwsgiutils' names. */
final class OpsSettings {
  private static final long NANOS_IN_SECOND = 1_000_000_000L;

  private OpsSettings() {}

  static OpsConfig read(Given given) {
    OpsConfig.Builder config = OpsConfig.builder();
    texts(given, config);
    switches(given, config);
    given
        .text("C2C_REQUESTS_DEFAULT_TIMEOUT", "c2c.requests_default_timeout")
        .ifPresent(text -> config.requestsDefaultTimeout(seconds(text)));
    given.beginning("STATSD_TAG_").forEach(config::statsdTag);
    given.refuseUnknown();
    return config.build();
  }

  private static void texts(Given given, OpsConfig.Builder config) {
    given.text("C2C_BASE_PATH", "c2c.base_path").ifPresent(config::basePath);
    given.text("C2C_SECRET", "c2c.secret").ifPresent(config::secret);
    given.text("C2C_REDIS_URL", "c2c.redis_url").ifPresent(config::redisUrl);
    given.text("C2C_BROADCAST_PREFIX", "c2c.broadcast_prefix").ifPresent(config::broadcastPrefix);
    given.text("C2C_REQUEST_ID_HEADER", "c2c.request_id_header").ifPresent(config::requestIdHeader);
    given.text("STATSD_ADDRESS", "c2c.statsd_address").ifPresent(config::statsdAddress);
    given.text("STATSD_PREFIX", "c2c.statsd_prefix").ifPresent(config::statsdPrefix);
    given.text("GIT_HASH", "c2c.git_hash").ifPresent(config::gitHash);
    given.text("VERSIONS_FILE", "c2c.versions_file").ifPresent(config::versionsFile);
    given.text("C2C_TRUSTED_PROXIES", "c2c.trusted_proxies").ifPresent(config::trustedProxies);
  }

  private static void switches(Given given, OpsConfig.Builder config) {
    given.on("C2C_SIGNED_COOKIE", "c2c.signed_cookie").ifPresent(config::signedCookie);
    given.on("C2C_LOG_VIEW_ENABLED", "c2c.log_view_enabled").ifPresent(config::logViewEnabled);
    given.on("C2C_GET_CHANGES", "c2c.get_changes").ifPresent(config::getChanges);
    given.unlessNo("C2C_SQL_REQUEST_ID", "c2c.sql_request_id").ifPresent(config::sqlRequestId);
    given.on("C2C_TRACK_REDIS", "c2c.track_redis").ifPresent(config::trackRedis);
    given.unlessNo("STATS_VIEW", "c2c.stats_view").ifPresent(config::statsView);
    // Only the sign 0 keeps it on, as ever.
    given
        .text("C2C_DISABLE_EXCEPTION_HANDLING", "c2c.disable_exception_handling")
        .ifPresent(text -> config.disableExceptionHandling(!text.equals("0")));
    given.variable("DEVELOPMENT").ifPresent(text -> config.development(!text.equals("0")));
    given.variable("STATSD_USE_TAGS").ifPresent(text -> config.statsdUseTags(Given.isTrue(text)));
  }

  private static Duration seconds(String text) {
    if (text.isBlank()) {
      return Duration.ZERO;
    }
    try {
      double seconds = Double.parseDouble(text.strip());
      if (seconds > 0 && seconds < Integer.MAX_VALUE) {
        return Duration.ofNanos((long) (seconds * NANOS_IN_SECOND));
      }
    } catch (NumberFormatException none) {
      // As below.
    }
    throw new ConfigurationException(
        "c2c.requests_default_timeout",
        "\"C2C_REQUESTS_DEFAULT_TIMEOUT: "
            + text
            + "\" is no time; write seconds above 0, such as 30 or 0.5, or nothing for no limit");
  }
}
