package dev.weft.daemon.stream;

import dev.weft.event.codec.JsonWriter;

/** Counts what one reader is not sent, until it is told. Used by one thread at a time. */
final class Gap {
  private final String why;
  private final LevelCounts by = new LevelCounts();
  private long from;
  private long to;
  private long count;
  private boolean unread;
  private long fromTime;
  private long toTime;

  Gap(String why) {
    this.why = why;
    clear();
  }

  boolean isEmpty() {
    return count == 0;
  }

  long count() {
    return count;
  }

  void add(Row row) {
    extend(row.arrival(), row.arrival(), 1);
    long time = row.event().cursor().micros();
    fromTime = Math.min(fromTime, time);
    toTime = Math.max(toTime, time);
    by.add(row.level());
  }

  /** All from one arrival to another, which nobody looked at. */
  void addUnread(long first, long last) {
    extend(first, last, last - first + 1);
    unread = true;
  }

  private void extend(long first, long last, long more) {
    from = Math.min(from, first);
    to = Math.max(to, last);
    count += more;
  }

  /** Says it, and begins anew. */
  JsonWriter take() {
    JsonWriter json = new JsonWriter().beginObject();
    json.name("from").number(from).name("to").number(to).name("n").number(count);
    by.named(json.name("by"));
    json.name("why").text(why);
    if (toTime >= fromTime) {
      json.name("fromTime").number(fromTime).name("toTime").number(toTime);
    }
    if (unread) {
      json.name("unread").bool(true);
    }
    clear();
    return json.endObject();
  }

  private void clear() {
    by.clear();
    from = Long.MAX_VALUE;
    to = Long.MIN_VALUE;
    count = 0;
    unread = false;
    fromTime = Long.MAX_VALUE;
    toTime = Long.MIN_VALUE;
  }
}
