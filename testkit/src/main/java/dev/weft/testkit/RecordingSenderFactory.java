package dev.weft.testkit;

import dev.weft.event.flow.SenderFactory;
import dev.weft.event.flow.Sink;
import java.net.URI;
import java.util.Set;

/**
 * Serves {@code recording:} addresses, for tests of configuration files that name a sender. All of
 * them lead to {@link #SINK}. A test's own {@code META-INF/services} names it; the kit's does not,
 * so that no other test meets it.
 *
 * <p>Usable from any thread.
 */
public final class RecordingSenderFactory implements SenderFactory {
  /** Where all records arrive, of all tests in one JVM. */
  public static final RecordingSink SINK = new RecordingSink();

  /** For {@link java.util.ServiceLoader}. */
  public RecordingSenderFactory() {}

  @Override
  public Set<String> schemes() {
    return Set.of("recording");
  }

  @Override
  public Sink create(URI address) {
    return SINK;
  }
}
