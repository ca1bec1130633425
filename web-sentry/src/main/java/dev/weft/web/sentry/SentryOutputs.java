package dev.weft.web.sentry;

import dev.weft.event.Level;
import dev.weft.line.CeeForm;
import dev.weft.line.LineOutput;
import dev.weft.line.LineOutputFactory;
import dev.weft.line.LogLine;
import java.net.URI;
import java.util.Set;

/**
 * {@code sentry:}, to the client that {@link WebSentry#start} started or will start; until then,
 * and where Sentry is off, lines cost next to nothing.
 */
public final class SentryOutputs implements LineOutputFactory {
  /** Called by the service loader. */
  public SentryOutputs() {}

  @Override
  public Set<String> schemes() {
    return Set.of("sentry");
  }

  @Override
  public LineOutput create(URI address, CeeForm form) {
    return new Lines();
  }

  private static final class Lines implements LineOutput {
    @Override
    public boolean accepts(Level level, String logger) {
      WebSentry sentry = WebSentry.running();
      // From debug on they are kept for the events after them.
      return sentry != null && level.atLeast(Level.DEBUG) && sentry.accepts(logger);
    }

    @Override
    public void write(LogLine line) {
      WebSentry sentry = WebSentry.running();
      if (sentry != null) {
        sentry.take(line);
      }
    }

    @Override
    public void close() {}
  }
}
