package dev.weft.redis;

import dev.weft.event.control.CommandListener;
import dev.weft.event.control.Control;
import dev.weft.event.control.ControlFactory;
import dev.weft.event.control.Instance;
import dev.weft.event.flow.ConfigurationException;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Lets instances ask each other over Redis' channels, and remember values in Redis. On the wire it
 * is c2cwsgiutils' broadcast, so Python instances with the same prefix take part.
 *
 * <p>Immutable, usable from any thread.
 */
public final class RedisControlFactory implements ControlFactory {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Does nothing; for {@link java.util.ServiceLoader}. */
  public RedisControlFactory() {}

  @Override
  public Set<String> schemes() {
    return Set.of("redis", "rediss");
  }

  @Override
  public Control connect(URI address, String prefix, CommandListener listener) {
    return connect(address, prefix, listener, Instance.current());
  }

  /** As that instance. */
  static Control connect(URI address, String prefix, CommandListener listener, Instance instance) {
    return new RedisControl(parsed(address), prefix, listener, instance);
  }

  private static RedisURI parsed(URI address) {
    try {
      RedisURI uri = RedisURI.create(address.toString());
      uri.setTimeout(TIMEOUT);
      return uri;
    } catch (IllegalArgumentException notAnAddress) {
      // Without the value and without a cause, since both may hold a password.
      throw new ConfigurationException(
          "",
          "not an address of Redis: expected redis://[[user:]password@]host[:port][/database] or"
              + " rediss://…, special characters of a password percent-encoded");
    }
  }
}
