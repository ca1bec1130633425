package dev.weft.web.health;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the engine says in the log, from its making to its closing. Usable from any thread. */
final class Lines implements AutoCloseable {
  private final List<LogRecord> said = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger(HealthChecks.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          said.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  Lines() {
    logger.addHandler(handler);
  }

  List<LogRecord> said() {
    return List.copyOf(said);
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
  }
}
