package dev.weft.web;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Skeleton. */
public final class OpsConfig {
  private final String basePath;
  private final String secret;

  private OpsConfig(Builder builder) {
    this.basePath = builder.basePath;
    this.secret = builder.secret;
  }

  /** Default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Path. */
  public String basePath() {
    return basePath;
  }

  /** Secret. */
  public Optional<String> secret() {
    return secret.isEmpty() ? Optional.empty() : Optional.of(secret);
  }

  /** Reads. */
  public static OpsConfig of(
      Function<String, @Nullable String> environment, Map<String, String> settings) {
    Builder builder = builder();
    String base = environment.apply("C2C_BASE_PATH");
    builder.basePath(base != null ? base : settings.getOrDefault("c2c.base_path", "/c2c"));
    String secret = environment.apply("C2C_SECRET");
    builder.secret(secret != null ? secret : settings.getOrDefault("c2c.secret", ""));
    return builder.build();
  }

  /** Reads the environment. */
  public static OpsConfig fromEnvironment() {
    return of(System::getenv, Map.of());
  }

  /** Builder. */
  public static final class Builder {
    private String basePath = "/c2c";
    private String secret = "";

    private Builder() {}

    /** Path. */
    public Builder basePath(String path) {
      basePath = path;
      return this;
    }

    /** Secret. */
    public Builder secret(String text) {
      secret = text;
      return this;
    }

    /** Makes it. */
    public OpsConfig build() {
      return new OpsConfig(this);
    }
  }
}
