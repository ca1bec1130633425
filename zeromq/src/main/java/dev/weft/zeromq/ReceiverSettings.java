package dev.weft.zeromq;

import java.util.List;

/**
 * What a receiver was configured to do.
 *
 * @param name the source's name in the configuration
 * @param binds where it listens
 * @param peers what it connects to
 * @param topics what it subscribes to; empty when it pulls
 * @param highWaterMark messages held for each connection
 * @param maxMessage bytes of the largest frame
 * @param validate whether each record is checked to be one JSON object
 */
record ReceiverSettings(
    String name,
    List<Endpoint> binds,
    List<Endpoint> peers,
    List<String> topics,
    int highWaterMark,
    int maxMessage,
    boolean validate) {
  boolean subscribes() {
    return !topics.isEmpty();
  }
}
