package dev.weft.log4j2;

import dev.weft.event.flow.SenderFactory;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RecordingSink;
import java.net.URI;
import java.util.Set;

/** Serves {@code recording:} addresses of configuration files in tests. */
public final class RecordingSenderFactory implements SenderFactory {
  static final RecordingSink SINK = new RecordingSink();

  @Override
  public Set<String> schemes() {
    return Set.of("recording");
  }

  @Override
  public Sink create(URI address) {
    return SINK;
  }
}
