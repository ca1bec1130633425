package dev.weft.examples.hello;

import dev.weft.event.flow.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a database is.
 *
 * @param jdbcUrl with user and password, as the PostgreSQL driver takes it
 */
record Database(String jdbcUrl) {
  private static final String JDBC = "jdbc:postgresql:";

  /** Reads what a variable says: a JDBC address, or one of SQLAlchemy and libpq. */
  static Database of(String variable, String url) {
    if (url.startsWith(JDBC)) {
      return new Database(url);
    }
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme());
      if (scheme.matches("postgres(ql)?(\\+\\w+)?") && uri.getHost() != null) {
        return new Database(jdbc(uri));
      }
    } catch (URISyntaxException malformed) {
      // As an address of something else; it may hold a password, so it is not repeated.
    }
    throw new ConfigurationException(
        variable,
        variable + " is no address of a PostgreSQL database; write such as"
            + " postgresql://user:password@host:5432/name or jdbc:postgresql://host/name?user=…");
  }

  private static String jdbc(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    StringBuilder jdbc = new StringBuilder(JDBC + "//" + uri.getHost() + port + uri.getRawPath());
    String separator = "?";
    if (uri.getUserInfo() != null) {
      String[] user = uri.getUserInfo().split(":", 2);
      jdbc.append(separator).append("user=").append(encoded(user[0]));
      jdbc.append(user.length > 1 ? "&password=" + encoded(user[1]) : "");
      separator = "&";
    }
    if (uri.getRawQuery() != null) {
      jdbc.append(separator).append(uri.getRawQuery());
    }
    return jdbc.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return jdbcUrl.replaceAll("\\?.*", "");
  }
}
