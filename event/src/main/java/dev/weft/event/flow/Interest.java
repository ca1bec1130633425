package dev.weft.event.flow;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a stream somebody wants to follow, in AMQP's terms: routing keys with {@code *} for one
 * word and {@code #} for any number of them, headers, an exchange, or a queue that is there
 * already.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param exchange the stream's name, where a transport has several. Default {@code lc-topic}
 * @param routingKeys of which one must match. Default {@code #}
 * @param arguments headers that must be there with these values; a whole number or a text. Default
 *     none
 * @param matchAll whether all of {@code arguments} must match, or any one of them. Default all
 * @param queue the queue to take from, where a transport has queues; what it has is taken away from
 *     its other readers. Null, the default, for one of the reader's own
 */
public record Interest(
    String exchange,
    List<String> routingKeys,
    Map<String, Object> arguments,
    boolean matchAll,
    @Nullable String queue) {
  /** Everything on contexture's exchange. */
  public static final Interest EVERYTHING =
      new Interest("lc-topic", List.of("#"), Map.of(), true, null);

  /** Checks and copies. */
  public Interest {
    requireNonNull(exchange, "exchange");
    routingKeys = List.copyOf(routingKeys);
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    if (routingKeys.isEmpty()) {
      throw new ConfigurationException("rkey", "no routing key; \"#\" stands for all");
    }
  }

  /** The same on another exchange. */
  public Interest exchange(String name) {
    return new Interest(name, routingKeys, arguments, matchAll, queue);
  }

  /** The same for other routing keys, of which one must match. */
  public Interest routingKeys(List<String> keys) {
    return new Interest(exchange, keys, arguments, matchAll, queue);
  }

  /** The same for other headers. */
  public Interest arguments(Map<String, ?> headers, boolean all) {
    return new Interest(exchange, routingKeys, new LinkedHashMap<>(headers), all, queue);
  }

  /** The same from a queue that is there already. */
  public Interest queue(@Nullable String name) {
    return new Interest(exchange, routingKeys, arguments, matchAll, name);
  }

  /**
   * Whether a record with that routing key and these headers is asked for, for transports whose
   * other side does not choose. A record without a routing key has the empty one.
   */
  public boolean matches(String routingKey, Map<String, ?> headers) {
    return keyMatches(routingKey) && (arguments.isEmpty() || headersMatch(headers));
  }

  boolean keyMatches(String routingKey) {
    return routingKeys.stream().anyMatch(pattern -> matches(pattern, routingKey));
  }

  boolean headersMatch(Map<String, ?> headers) {
    return matchAll
        ? arguments.entrySet().stream().allMatch(wanted -> has(headers, wanted))
        : arguments.entrySet().stream().anyMatch(wanted -> has(headers, wanted));
  }

  private static boolean has(Map<String, ?> headers, Map.Entry<String, Object> wanted) {
    Object there = headers.get(wanted.getKey());
    // A header's number may have come as text, and the other way round.
    return there != null && String.valueOf(there).equals(String.valueOf(wanted.getValue()));
  }

  /**
   * What gives on to {@code intake} only the records that are asked for, by {@link Routing}: for
   * receivers whose other side does not choose. The intake itself where all are. Exchange and queue
   * are the transport's.
   */
  public Intake selecting(Intake intake) {
    boolean all = arguments.isEmpty() && routingKeys.contains("#");
    return all ? intake : new Selecting(this, intake);
  }

  /**
   * Whether a topic exchange routes {@code key} to a queue bound by {@code pattern}: words between
   * dots, {@code *} for exactly one, {@code #} for none or more.
   */
  public static boolean matches(String pattern, String key) {
    return pattern.equals("#") || matches(words(pattern), 0, words(key), 0);
  }

  private static boolean matches(List<String> pattern, int from, List<String> key, int at) {
    if (from == pattern.size()) {
      return at == key.size();
    }
    String word = pattern.get(from);
    if (word.equals("#")) {
      for (int i = at; i <= key.size(); i++) {
        if (matches(pattern, from + 1, key, i)) {
          return true;
        }
      }
      return false;
    }
    return at < key.size()
        && (word.equals("*") || word.equals(key.get(at)))
        && matches(pattern, from + 1, key, at + 1);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\\.", -1));
  }
}
