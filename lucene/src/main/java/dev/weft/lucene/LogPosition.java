package dev.weft.lucene;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the frames of the log from some arrival on, while more are appended. Used by one
 * thread.
 */
final class LogPosition implements AutoCloseable {
  private final EventLog log;
  private long file;
  private long at;
  private @Nullable LogFile open;

  LogPosition(EventLog log, long arrival) {
    this.log = log;
    this.file = log.fileOf(arrival);
  }

  /** The next frame; null when there is none yet. */
  @Nullable Frame next() throws IOException {
    while (true) {
      if (file < 0) {
        file = log.fileOf(0);
        if (file < 0) {
          return null;
        }
      }
      long after = log.fileAfter(file);
      long end = log.length(file);
      if (at >= end) {
        if (after < 0) {
          return null;
        }
        close();
        file = after;
        at = 0;
        continue;
      }
      LogFile reading = open;
      if (reading == null) {
        reading = log.read(file);
        open = reading;
      }
      Frame frame = reading.read(at, end);
      if (frame != null) {
        at = frame.end();
        return frame;
      }
      long good = reading.findFrame(at + 1, end);
      long next = good < 0 ? end : good;
      log.setAside(reading, at, next);
      at = next;
    }
  }

  @Override
  public void close() throws IOException {
    LogFile reading = open;
    open = null;
    if (reading != null) {
      reading.close();
    }
  }
}
