package dev.weft.event.flow;

import static java.util.Objects.requireNonNull;

/** Wrong configuration: thrown at once, at start, naming the key, the value and the cure. */
public final class ConfigurationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * Makes one.
   *
   * @param key the option at fault; empty when it is not one alone
   * @param message what is wrong, with the value, and how to mend it
   */
  public ConfigurationException(String key, String message) {
    super(message);
    this.key = requireNonNull(key, "key");
  }

  /** The option at fault; empty when it is not one alone. */
  public String key() {
    return key;
  }
}
