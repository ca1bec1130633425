package dev.weft.daemon.stream;

import dev.weft.event.Level;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.StoredEvent;
import dev.weft.testkit.WireRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Events as they arrive, numbered from 1 on. Used by one thread. */
final class Arrivals {
  static final String TASK = "7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11";

  private long next = 1;

  /** So many more, of that level. */
  List<StoredEvent> some(int count, Level level) {
    List<StoredEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(one(WireRecord.said(TASK, next).level(level).message("line " + next)));
    }
    return events;
  }

  StoredEvent one(WireRecord record) {
    byte[] json = record.toString().getBytes(StandardCharsets.UTF_8);
    Cursor cursor = new Cursor(WireRecord.NOON + next, new EventId(next, TASK));
    return StoredEvent.of(cursor, next++, json);
  }

  /** So many arrive that nobody sees. */
  void unseen(int count) {
    next += count;
  }
}
