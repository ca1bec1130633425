package dev.weft.lucene;

import dev.weft.event.store.Cursor;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a slice holds, as its index's commit says it: index and records are valid up to here, and
 * all behind it is to be had from the log.
 *
 * @param arrival the newest arrival number that it holds, or that was given out before it
 * @param events how many it holds
 * @param records how many bytes of records are valid
 * @param blocks how many blocks of records are valid
 * @param oldest its earliest event
 * @param newest its latest event
 * @param born when it was begun, in milliseconds since 1970
 * @param closed whether nothing will be added any more
 */
record SliceFacts(
    long arrival,
    long events,
    long records,
    int blocks,
    @Nullable Cursor oldest,
    @Nullable Cursor newest,
    long born,
    boolean closed) {

  static SliceFacts begun(long arrival, long born) {
    return new SliceFacts(arrival, 0, 0, 0, null, null, born, false);
  }

  SliceFacts with(Cursor cursor, long newArrival) {
    return new SliceFacts(
        newArrival,
        events + 1,
        records,
        blocks,
        oldest == null || cursor.compareTo(oldest) < 0 ? cursor : oldest,
        newest == null || cursor.compareTo(newest) > 0 ? cursor : newest,
        born,
        closed);
  }

  SliceFacts with(long newRecords, int newBlocks, boolean nowClosed) {
    return new SliceFacts(arrival, events, newRecords, newBlocks, oldest, newest, born, nowClosed);
  }

  Map<String, String> toMap() {
    Map<String, String> map = new HashMap<>();
    map.put("arrival", Long.toString(arrival));
    map.put("events", Long.toString(events));
    map.put("records", Long.toString(records));
    map.put("blocks", Integer.toString(blocks));
    map.put("born", Long.toString(born));
    map.put("closed", Boolean.toString(closed));
    if (oldest != null && newest != null) {
      map.put("oldest", oldest.toString());
      map.put("newest", newest.toString());
    }
    return map;
  }

  static SliceFacts of(Map<String, String> map, String where) throws IOException {
    try {
      return new SliceFacts(
          number(map, "arrival"),
          number(map, "events"),
          number(map, "records"),
          (int) number(map, "blocks"),
          cursor(map, "oldest"),
          cursor(map, "newest"),
          number(map, "born"),
          Boolean.parseBoolean(map.get("closed")));
    } catch (NumberFormatException foreign) {
      throw new IOException(where + " is no slice of an event store: " + map, foreign);
    }
  }

  private static long number(Map<String, String> map, String name) {
    return Long.parseLong(String.valueOf(map.get(name)));
  }

  private static @Nullable Cursor cursor(Map<String, String> map, String name) {
    String text = map.get(name);
    return text == null ? null : Cursor.parse(text).orElse(null);
  }
}
