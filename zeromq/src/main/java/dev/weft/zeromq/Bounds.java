package dev.weft.zeromq;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Options;
import java.time.Duration;

/** Reads the options that ZeroMQ's sockets share, within what a socket takes. */
final class Bounds {
  private static final Duration LONGEST_LINGER = Duration.ofMinutes(1);
  private static final long MOST_MESSAGES = 1_000_000;

  private Bounds() {}

  static Duration linger(Options options) {
    Duration linger = options.duration("linger");
    if (linger.compareTo(LONGEST_LINGER) > 0) {
      throw new ConfigurationException(
          "linger", "\"linger: " + options.text("linger") + "\" is longer than 1m");
    }
    return linger;
  }

  /** The number of messages under {@code key}. */
  static int messages(Options options, String key) {
    long messages = options.integer(key);
    if (messages < 1 || messages > MOST_MESSAGES) {
      throw new ConfigurationException(
          key, "\"" + key + ": " + messages + "\" is not between 1 and " + MOST_MESSAGES);
    }
    return (int) messages;
  }
}
