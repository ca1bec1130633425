package dev.weft.web.sentry;

import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where Sentry is and what it is told; by the environment, as c2cwsgiutils reads it:
 *
 * <ul>
 *   <li>{@code SENTRY_URL} ({@code c2c.sentry.url}): the project's address; none or empty switches
 *       all off
 *   <li>{@code SENTRY_CLIENT_…}: an option of the client, such as {@code SENTRY_CLIENT_ENVIRONMENT}
 *   <li>{@code SENTRY_CLIENT_IGNORE_EXCEPTIONS}: names of exceptions not told, separated by commas
 *   <li>{@code GIT_HASH} ({@code c2c.git_hash}): the release, unless {@code SENTRY_CLIENT_RELEASE}
 *       is given and not {@code latest}
 *   <li>{@code SENTRY_TAG_…}: a tag of every event, in lower case
 *   <li>{@code SENTRY_LEVEL} ({@code c2c.sentry_level}): the least level of a line that becomes an
 *       event, {@code ERROR} by default
 *   <li>{@code SENTRY_EXCLUDES} ({@code c2c.sentry.excludes}): loggers of which nothing is told,
 *       separated by commas; {@code io.sentry} by default
 * </ul>
 *
 * <p>A variable that is there wins over a setting, also when it is empty. Immutable, usable from
 * any thread.
 */
public final class SentryConfig {
  private static final String CLIENT = "SENTRY_CLIENT_";
  private static final String TAG = "SENTRY_TAG_";
  private static final String IGNORE = "ignore_exceptions";
  private static final String RELEASE = "release";

  private final String url;
  private final Level level;
  private final List<String> excludes;
  private final List<String> ignored;
  private final Map<String, String> tags;
  private final Map<String, String> client;

  private SentryConfig(Builder builder) {
    url = checkedUrl(builder.url);
    level = builder.level;
    excludes = List.copyOf(builder.excludes);
    ignored = List.copyOf(builder.ignored);
    tags = Map.copyOf(builder.tags);
    client = Map.copyOf(builder.client);
  }

  private static String checkedUrl(String url) {
    try {
      URI uri = new URI(url);
      if (url.isEmpty() || (uri.getHost() != null && uri.getUserInfo() != null)) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      // As one without a host.
    }
    // The address holds a key, so it is not repeated.
    throw new ConfigurationException(
        "SENTRY_URL",
        "SENTRY_URL is no address of a Sentry project; write such as https://key@sentry.example.com/1");
  }

  /** Starts from the defaults: off. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * By this process's environment.
   *
   * @throws ConfigurationException for a value that makes no sense
   */
  public static SentryConfig fromEnvironment() {
    return of(System.getenv(), Map.of());
  }

  /**
   * By those variables, and by those settings where there is no variable.
   *
   * @throws ConfigurationException for a value that makes no sense
   */
  public static SentryConfig of(Map<String, String> environment, Map<String, String> settings) {
    Builder builder = builder();
    Given given = new Given(environment, settings);
    given.value("SENTRY_URL", "c2c.sentry.url").ifPresent(builder::url);
    given.value("SENTRY_LEVEL", "c2c.sentry_level").ifPresent(builder::level);
    given
        .value("SENTRY_EXCLUDES", "c2c.sentry.excludes")
        .map(SentryConfig::list)
        .ifPresent(builder::excludes);
    new TreeMap<>(environment)
        .forEach((name, value) -> {
          if (name.startsWith(CLIENT)) {
            builder.client(name.substring(CLIENT.length()), value);
          } else if (name.startsWith(TAG)) {
            builder.tag(name.substring(TAG.length()), value);
          }
        });
    given.value("GIT_HASH", "c2c.git_hash").ifPresent(builder::gitHash);
    return builder.build();
  }

  static List<String> list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** Whether there is a Sentry to tell. */
  public boolean active() {
    return !url.isEmpty();
  }

  /** The project's address, with its key; empty for none. */
  public String url() {
    return url;
  }

  /** The least level of a line that becomes an event. */
  public Level level() {
    return level;
  }

  /** Loggers of which nothing is told, nor of those below them. */
  public List<String> excludes() {
    return excludes;
  }

  /** Exceptions that are not told, by simple or whole name; nor are those that extend them. */
  public List<String> ignoredExceptions() {
    return ignored;
  }

  /** Tags of every event. */
  public Map<String, String> tags() {
    return tags;
  }

  /** Options of the client by their names in lower case. */
  public Map<String, String> client() {
    return client;
  }

  private record Given(Map<String, String> environment, Map<String, String> settings) {
    Optional<String> value(String variable, String setting) {
      String present = environment.get(variable);
      return Optional.ofNullable(present == null ? settings.get(setting) : present);
    }
  }

  /** Says where Sentry is and what it is told. */
  public static final class Builder {
    private String url = "";
    private Level level = Level.ERROR;
    private List<String> excludes = List.of("io.sentry");
    private List<String> ignored = List.of();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, String> client = new LinkedHashMap<>();

    private Builder() {}

    /** The project's address. Default none, which switches all off. */
    public Builder url(String address) {
      url = address.strip();
      return this;
    }

    /**
     * The least level of a line that becomes an event. Default {@code ERROR}.
     *
     * @throws ConfigurationException when it is no level
     */
    public Builder level(String name) {
      level =
          Level.ofName(name.strip())
              .orElseThrow(() ->
                  new ConfigurationException(
                      "SENTRY_LEVEL",
                      "SENTRY_LEVEL="
                          + name
                          + " is no level; write DEBUG, INFO, WARNING, ERROR or CRITICAL"));
      return this;
    }

    /** Loggers of which nothing is told. Default {@code io.sentry}. */
    public Builder excludes(List<String> loggers) {
      excludes = List.copyOf(loggers);
      return this;
    }

    /** Exceptions that are not told, by simple or whole name. Default none. */
    public Builder ignoredExceptions(List<String> names) {
      ignored = List.copyOf(names);
      return this;
    }

    /** A tag of every event. */
    public Builder tag(String name, String value) {
      tags.put(name.toLowerCase(Locale.ROOT), value);
      return this;
    }

    /**
     * The release, unless the client's option {@code release} says one other than {@code latest}.
     */
    public Builder gitHash(String hash) {
      @Nullable String given = client.get(RELEASE);
      if (!hash.isEmpty() && (given == null || given.equals("latest"))) {
        client.put(RELEASE, hash);
      }
      return this;
    }

    /**
     * An option of the client, such as {@code environment}.
     *
     * @throws ConfigurationException when there is no such option, or the value makes no sense
     */
    public Builder client(String name, String value) {
      String option = name.toLowerCase(Locale.ROOT);
      if (option.equals(IGNORE)) {
        ignored = new ArrayList<>(list(value));
      } else {
        ClientOptions.check(option, value);
        client.put(option, value);
      }
      return this;
    }

    /**
     * Copies the settings.
     *
     * @throws ConfigurationException when the address makes no sense
     */
    public SentryConfig build() {
      return new SentryConfig(this);
    }
  }
}
