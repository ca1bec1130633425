package dev.weft.lucene;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventIdentity;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Reads events from the log, as they arrived. Functions only. */
final class LogEvents {
  private LogEvents() {}

  /** Those behind an arrival, in their order. */
  static List<StoredEvent> behind(EventLog log, long after, int limit) throws IOException {
    List<StoredEvent> events = new ArrayList<>();
    RawEvent record = new RawEvent();
    try (LogPosition position = new LogPosition(log, after + 1)) {
      for (Frame frame = position.next();
          frame != null && events.size() < limit;
          frame = position.next()) {
        byte[] bytes = frame.body().array();
        frame.forEach((arrival, from, to) -> {
          if (arrival > after && events.size() < limit) {
            record.over(bytes, from, to);
            EventId id = EventIdentity.of(record, arrival);
            Cursor cursor = new Cursor(EventIdentity.micros(record), id);
            events.add(StoredEvent.of(cursor, arrival, record.toBytes()));
          }
        });
      }
    } catch (NoSuchFileException indexedMeanwhile) {
      // Then it is in a slice, for whoever asks again.
      return events;
    }
    return events;
  }
}
