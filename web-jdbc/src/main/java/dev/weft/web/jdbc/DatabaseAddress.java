package dev.weft.web.jdbc;

import dev.weft.event.flow.ConfigurationException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is: a JDBC address, or one of SQLAlchemy and libpq, {@code
 * postgresql://user:password@host:port/database?option=value}, also with a driver's name as in
 * {@code postgresql+psycopg2://}. The password stays out of the JDBC address, and of texts.
 *
 * @param jdbcUrl for the driver
 * @param user null where the address names none
 * @param password null where the address has none
 */
record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {
  // SQLAlchemy's own expression, but that a password may hold an @, which some people write.
  private static final Pattern POSTGRESQL =
      Pattern.compile(
          "postgres(?:ql)?(?:\\+\\w+)?://"
              + "(?:(?<user>[^:/@]*)(?::(?<password>.*))?@)?"
              + "(?<hosts>[^/?]*)"
              + "(?:/(?<database>[^?]*))?"
              + "(?:\\?(?<options>.*))?");
  private static final Pattern SECRET = Pattern.compile("(://[^:/@]*:).*@|(password=)[^&;]*");

  /** Options of libpq that the driver knows by another name. */
  private static final Map<String, String> DRIVERS_NAMES =
      Map.of("application_name", "ApplicationName", "connect_timeout", "connectTimeout");

  /**
   * Reads it.
   *
   * @param key what names it in the configuration
   * @throws ConfigurationException when it is neither
   */
  static DatabaseAddress of(String key, String url) {
    if (url.startsWith("jdbc:")) {
      return new DatabaseAddress(url, null, null);
    }
    Matcher parts = POSTGRESQL.matcher(url);
    if (!parts.matches()) {
      throw new ConfigurationException(
          key,
          key
              + ": expected jdbc:… or postgresql://user:password@host:port/database, got "
              + withoutSecret(url));
    }
    return new DatabaseAddress(
        jdbcUrl(parts), decoded(parts.group("user")), decoded(parts.group("password")));
  }

  private static String jdbcUrl(Matcher parts) {
    String hosts = parts.group("hosts");
    String database = parts.group("database");
    return "jdbc:postgresql://"
        + (hosts.isEmpty() ? "localhost" : hosts)
        + '/'
        + (database == null ? "" : database)
        + options(parts.group("options"));
  }

  private static String options(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return "";
    }
    StringBuilder options = new StringBuilder();
    for (String option : query.split("&", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      String value =
          equals < 0 ? "" : URLDecoder.decode(option.substring(equals + 1), StandardCharsets.UTF_8);
      options
          .append(options.isEmpty() ? '?' : '&')
          .append(DRIVERS_NAMES.getOrDefault(name, name))
          .append('=')
          .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
    return options.toString();
  }

  private static @Nullable String decoded(@Nullable String part) {
    // A plus stands for itself there.
    return part == null
        ? null
        : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String withoutSecret(String url) {
    return SECRET.matcher(url).replaceAll(found -> found.group(1) == null ? "$2***" : "$1***@");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return withoutSecret(jdbcUrl);
  }
}
