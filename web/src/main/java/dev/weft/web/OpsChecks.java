package dev.weft.web;

import dev.weft.event.flow.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Refuses values that cannot be, with the cure. */
final class OpsChecks {
  private OpsChecks() {}

  static void basePath(String path) {
    boolean good =
        path.isEmpty() || (path.startsWith("/") && !path.endsWith("/") && path.indexOf('*') < 0);
    if (!good) {
      throw refused(
          "C2C_BASE_PATH",
          "c2c.base_path",
          path,
          "is no base path; write one with a slash at its beginning and none at its end, such as"
              + " /c2c, or nothing for the root");
    }
  }

  static void header(String name) {
    boolean good =
        name.chars().allMatch(c -> c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
    if (!good) {
      throw refused(
          "C2C_REQUEST_ID_HEADER",
          "c2c.request_id_header",
          name,
          "is no name of a header; write one such as X-Request-ID");
    }
  }

  static void timeout(Duration limit) {
    if (limit.isNegative()) {
      throw refused(
          "C2C_REQUESTS_DEFAULT_TIMEOUT",
          "c2c.requests_default_timeout",
          limit.toString(),
          "is no time; write one above 0, or none for no limit");
    }
  }

  static void redis(String url) {
    if (url.isEmpty()) {
      return;
    }
    try {
      URI address = new URI(url);
      if (address.getScheme() != null && address.getAuthority() != null) {
        return;
      }
    } catch (URISyntaxException none) {
      // As below.
    }
    // It may hold a password, so it is not repeated.
    throw new ConfigurationException(
        "c2c.redis_url", "\"C2C_REDIS_URL\" is no address; write one such as redis://host:6379/0");
  }

  private static ConfigurationException refused(
      String variable, String setting, String value, String why) {
    return new ConfigurationException(setting, "\"" + variable + ": " + value + "\" " + why);
  }
}
