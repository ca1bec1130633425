package dev.weft.amqp;

import java.time.Duration;

/** Brokers as tests reach them. */
final class Brokers {
  private Brokers() {}

  static Broker at(AmqpAddress address) {
    return new Broker("rabbit", address, Duration.ofSeconds(20), Duration.ofSeconds(10), null);
  }
}
