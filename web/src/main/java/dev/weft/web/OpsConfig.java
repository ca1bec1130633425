package dev.weft.web;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.request.TrustedProxies;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the operations are set up: by the environment and settings of c2cwsgiutils, under the same
 * names, or by code. A variable of the environment wins over the setting of the same thing, also
 * when it is empty.
 *
 * <p>Immutable; its text shows no secrets.
 */
public final class OpsConfig {
  private final String basePath;
  private final String secret;
  private final boolean signedCookie;
  private final boolean logViewEnabled;
  private final boolean getChanges;
  private final String redisUrl;
  private final String broadcastPrefix;
  private final String requestIdHeader;
  private final Duration requestsDefaultTimeout;
  private final boolean sqlRequestId;
  private final boolean trackRedis;
  private final boolean disableExceptionHandling;
  private final boolean development;
  private final boolean statsView;
  private final String statsdAddress;
  private final String statsdPrefix;
  private final boolean statsdUseTags;
  private final String gitHash;
  private final String versionsFile;
  private final String trustedProxies;
  private final Map<String, String> statsdTags;

  private OpsConfig(Builder builder) {
    this.basePath = builder.basePath;
    this.secret = builder.secret;
    this.signedCookie = builder.signedCookie;
    this.logViewEnabled = builder.logViewEnabled;
    this.getChanges = builder.getChanges;
    this.redisUrl = builder.redisUrl;
    this.broadcastPrefix = builder.broadcastPrefix;
    this.requestIdHeader = builder.requestIdHeader;
    this.requestsDefaultTimeout = builder.requestsDefaultTimeout;
    this.sqlRequestId = builder.sqlRequestId;
    this.trackRedis = builder.trackRedis;
    this.disableExceptionHandling = builder.disableExceptionHandling;
    this.development = builder.development;
    this.statsView = builder.statsView;
    this.statsdAddress = builder.statsdAddress;
    this.statsdPrefix = builder.statsdPrefix;
    this.statsdUseTags = builder.statsdUseTags;
    this.gitHash = builder.gitHash;
    this.versionsFile = builder.versionsFile;
    this.trustedProxies = builder.trustedProxies;
    this.statsdTags = Map.copyOf(builder.statsdTags);
  }

  /** Begins one with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * By the environment of this process.
   *
   * @throws ConfigurationException for a value that cannot be
   */
  public static OpsConfig fromEnvironment() {
    return of(System.getenv(), Map.of());
  }

  /**
   * By that environment and those settings, whose values may name variables, as {@code %(NAME)s}.
   *
   * @param settings others than those that begin with {@code c2c.} are not looked at
   * @throws ConfigurationException for a value that cannot be, a setting that there is not, and a
   *     variable that is not there
   */
  public static OpsConfig of(Map<String, String> environment, Map<String, String> settings) {
    return OpsSettings.read(new Given(environment, settings));
  }

  /**
   * Where the endpoints stand, below the context path; empty: at its root, without an index page.
   */
  public String basePath() {
    return basePath;
  }

  /** What those know who may see more; empty: nobody may. */
  public Optional<String> secret() {
    return given(secret);
  }

  /**
   * Whether the cookie of those who know the secret is a signature that expires, which c2cwsgiutils
   * does not understand, and not the secret's hash. Both are accepted.
   */
  public boolean signedCookie() {
    return signedCookie;
  }

  /** Whether levels can be seen and changed by those who know the secret. */
  public boolean logViewEnabled() {
    return logViewEnabled;
  }

  /** Whether a GET may change levels too, as in c2cwsgiutils; else it takes a POST. */
  public boolean getChanges() {
    return getChanges;
  }

  /** Where instances meet, such as {@code redis://host:6379/0}; empty: each is alone. */
  public Optional<String> redisUrl() {
    return given(redisUrl);
  }

  /** What the names of channels begin with. */
  public String broadcastPrefix() {
    return broadcastPrefix;
  }

  /** A header that is looked at for the request id before the common ones; empty: none. */
  public Optional<String> requestIdHeader() {
    return given(requestIdHeader);
  }

  /** How long outgoing calls may take that say nothing themselves; empty: for ever. */
  public Optional<Duration> requestsDefaultTimeout() {
    return requestsDefaultTimeout.isZero() ? Optional.empty() : Optional.of(requestsDefaultTimeout);
  }

  /** Whether the database is told the request id, as the name of the application. */
  public boolean sqlRequestId() {
    return sqlRequestId;
  }

  /** Whether Redis' commands are timed. */
  public boolean trackRedis() {
    return trackRedis;
  }

  /** Whether failures are left to the container. */
  public boolean disableExceptionHandling() {
    return disableExceptionHandling;
  }

  /** Whether all may see traces. */
  public boolean development() {
    return development;
  }

  /** Whether measurements are kept and shown. */
  public boolean statsView() {
    return statsView;
  }

  /** Where measurements are sent, such as {@code host:8125}; empty: nowhere. */
  public Optional<String> statsdAddress() {
    return given(statsdAddress);
  }

  /** What their names begin with. */
  public String statsdPrefix() {
    return statsdPrefix;
  }

  /** Whether what can be a tag is one, and not a part of the name. */
  public boolean statsdUseTags() {
    return statsdUseTags;
  }

  /** The version that runs, where no versions file says it. */
  public Optional<String> gitHash() {
    return given(gitHash);
  }

  /**
   * Whose words about the client are believed: {@code private}, {@code all}, {@code none},
   * addresses and networks, parted by commas.
   */
  public String trustedProxies() {
    return trustedProxies;
  }

  /** What {@code weft genversion} wrote when the application was built. */
  public String versionsFile() {
    return versionsFile;
  }

  /** Tags of all measurements that are sent. */
  public Map<String, String> statsdTags() {
    return statsdTags;
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** What is set, without secrets. */
  @Override
  public String toString() {
    return "OpsConfig[basePath="
        + basePath
        + ", secret="
        + (secret.isEmpty() ? "none" : "***")
        + ", redis="
        + (redisUrl.isEmpty() ? "none" : "***")
        + ", statsd="
        + (statsdAddress.isEmpty() ? "none" : statsdAddress)
        + ", statsView="
        + statsView
        + ", logViewEnabled="
        + logViewEnabled
        + ", development="
        + development
        + ']';
  }

  /**
   * Says how the operations are set up; see the configuration for what each is. Used by one thread.
   */
  public static final class Builder {
    private String basePath = "/c2c";
    private String secret = "";
    private boolean signedCookie = false;
    private boolean logViewEnabled = false;
    private boolean getChanges = true;
    private String redisUrl = "";
    private String broadcastPrefix = "broadcast_api_";
    private String requestIdHeader = "";
    private Duration requestsDefaultTimeout = Duration.ZERO;
    private boolean sqlRequestId = false;
    private boolean trackRedis = true;
    private boolean disableExceptionHandling = false;
    private boolean development = false;
    private boolean statsView = false;
    private String statsdAddress = "";
    private String statsdPrefix = "";
    private boolean statsdUseTags = false;
    private String gitHash = "";
    private String versionsFile = "/app/versions.json";
    private String trustedProxies = "private";
    private final Map<String, String> statsdTags = new TreeMap<>();

    private Builder() {}

    /**
     * Where the endpoints stand, below the context path; empty: at its root, without an index page.
     * Default {@code /c2c}; {@code C2C_BASE_PATH}, {@code c2c.base_path}.
     */
    public Builder basePath(String text) {
      basePath = requireNonNull(text, "text");
      return this;
    }

    /**
     * What those know who may see more; empty: nobody may. Default none; {@code C2C_SECRET}, {@code
     * c2c.secret}.
     */
    public Builder secret(String text) {
      secret = requireNonNull(text, "text");
      return this;
    }

    /**
     * Whether the cookie of those who know the secret is a signature that expires, which
     * c2cwsgiutils does not understand, and not the secret's hash. Both are accepted. Default off;
     * {@code C2C_SIGNED_COOKIE}, {@code c2c.signed_cookie}.
     */
    public Builder signedCookie(boolean on) {
      signedCookie = on;
      return this;
    }

    /**
     * Whether levels can be seen and changed by those who know the secret. Default off; {@code
     * C2C_LOG_VIEW_ENABLED}, {@code c2c.log_view_enabled}.
     */
    public Builder logViewEnabled(boolean on) {
      logViewEnabled = on;
      return this;
    }

    /**
     * Whether a GET may change levels too, as in c2cwsgiutils; else it takes a POST, which no link
     * can be. Default on; {@code C2C_GET_CHANGES}, {@code c2c.get_changes}.
     */
    public Builder getChanges(boolean on) {
      getChanges = on;
      return this;
    }

    /**
     * Where instances meet, such as {@code redis://host:6379/0}; empty: each is alone. Default
     * none; {@code C2C_REDIS_URL}, {@code c2c.redis_url}.
     */
    public Builder redisUrl(String text) {
      redisUrl = requireNonNull(text, "text");
      return this;
    }

    /**
     * What the names of channels begin with. Default {@code broadcast_api_}; {@code
     * C2C_BROADCAST_PREFIX}, {@code c2c.broadcast_prefix}.
     */
    public Builder broadcastPrefix(String text) {
      broadcastPrefix = requireNonNull(text, "text");
      return this;
    }

    /**
     * A header that is looked at for the request id before the common ones; empty: none. Default
     * none; {@code C2C_REQUEST_ID_HEADER}, {@code c2c.request_id_header}.
     */
    public Builder requestIdHeader(String text) {
      requestIdHeader = requireNonNull(text, "text");
      return this;
    }

    /**
     * How long outgoing calls may take that say nothing themselves; zero: for ever. Default none;
     * {@code C2C_REQUESTS_DEFAULT_TIMEOUT}, {@code c2c.requests_default_timeout}.
     */
    public Builder requestsDefaultTimeout(Duration limit) {
      requestsDefaultTimeout = requireNonNull(limit, "limit");
      return this;
    }

    /**
     * Whether the database is told the request id, as the name of the application. Default off;
     * {@code C2C_SQL_REQUEST_ID}, {@code c2c.sql_request_id}.
     */
    public Builder sqlRequestId(boolean on) {
      sqlRequestId = on;
      return this;
    }

    /**
     * Whether Redis' commands are timed. Default on; {@code C2C_TRACK_REDIS}, {@code
     * c2c.track_redis}.
     */
    public Builder trackRedis(boolean on) {
      trackRedis = on;
      return this;
    }

    /**
     * Whether failures are left to the container. Default off; {@code
     * C2C_DISABLE_EXCEPTION_HANDLING}, {@code c2c.disable_exception_handling}.
     */
    public Builder disableExceptionHandling(boolean on) {
      disableExceptionHandling = on;
      return this;
    }

    /** Whether all may see traces. Default off; {@code DEVELOPMENT}. */
    public Builder development(boolean on) {
      development = on;
      return this;
    }

    /**
     * Whether measurements are kept and shown. Default off; {@code STATS_VIEW}, {@code
     * c2c.stats_view}.
     */
    public Builder statsView(boolean on) {
      statsView = on;
      return this;
    }

    /**
     * Where measurements are sent, such as {@code host:8125}; empty: nowhere. Default none; {@code
     * STATSD_ADDRESS}, {@code c2c.statsd_address}.
     */
    public Builder statsdAddress(String text) {
      statsdAddress = requireNonNull(text, "text");
      return this;
    }

    /**
     * What their names begin with. Default none; {@code STATSD_PREFIX}, {@code c2c.statsd_prefix}.
     */
    public Builder statsdPrefix(String text) {
      statsdPrefix = requireNonNull(text, "text");
      return this;
    }

    /**
     * Whether what can be a tag is one, and not a part of the name. Default off; {@code
     * STATSD_USE_TAGS}.
     */
    public Builder statsdUseTags(boolean on) {
      statsdUseTags = on;
      return this;
    }

    /**
     * The version that runs, where no versions file says it. Default none; {@code GIT_HASH}, {@code
     * c2c.git_hash}.
     */
    public Builder gitHash(String text) {
      gitHash = requireNonNull(text, "text");
      return this;
    }

    /**
     * Whose words about the client are believed: {@code private}, {@code all}, {@code none},
     * addresses and networks, parted by commas. Default {@code private}; {@code
     * C2C_TRUSTED_PROXIES}, {@code c2c.trusted_proxies}.
     */
    public Builder trustedProxies(String text) {
      trustedProxies = requireNonNull(text, "text");
      return this;
    }

    /**
     * What {@code weft genversion} wrote when the application was built. Default {@code
     * /app/versions.json}; {@code VERSIONS_FILE}, {@code c2c.versions_file}.
     */
    public Builder versionsFile(String path) {
      versionsFile = requireNonNull(path, "path");
      return this;
    }

    /** A tag of all measurements that are sent. Default none; {@code STATSD_TAG_<NAME>}. */
    public Builder statsdTag(String name, String value) {
      statsdTags.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
      return this;
    }

    /**
     * Makes the configuration.
     *
     * @throws ConfigurationException for a value that cannot be
     */
    public OpsConfig build() {
      OpsChecks.basePath(basePath);
      OpsChecks.header(requestIdHeader);
      OpsChecks.timeout(requestsDefaultTimeout);
      OpsChecks.redis(redisUrl);
      TrustedProxies.of(trustedProxies);
      return new OpsConfig(this);
    }
  }
}
