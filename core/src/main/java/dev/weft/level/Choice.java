package dev.weft.level;

import java.util.Iterator;
import java.util.ServiceConfigurationError;

/** Finds the logging system in use. */
final class Choice {
  private static final System.Logger LOG = System.getLogger(Choice.class.getName());

  private Choice() {}

  static LoggingLevels of(Iterable<LoggingLevels> known) {
    Iterator<LoggingLevels> candidates = known.iterator();
    while (true) {
      try {
        if (!candidates.hasNext()) {
          return new JulLoggingLevels();
        }
        LoggingLevels candidate = candidates.next();
        if (candidate.inUse()) {
          return candidate;
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
        // Such as a logging system of another version: the next one may do.
        LOG.log(System.Logger.Level.WARNING, "levels cannot be read or set: " + broken);
      }
    }
  }
}
