package dev.weft.cli.load;

import dev.weft.event.Source;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What is taken where an input does not say.
 *
 * @param host the machine's name
 * @param service the program's name
 * @param zone of times that name none
 * @param clock for what has no time
 */
public record Defaults(String host, String service, ZoneId zone, Clock clock) {
  /** Who made what does not say who made it. */
  Source source() {
    return new Source(host, service, 0, null);
  }

  Instant now() {
    return clock.instant();
  }
}
