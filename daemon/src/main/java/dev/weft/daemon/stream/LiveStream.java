package dev.weft.daemon.stream;

import dev.weft.event.Level;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.display.EventRow;
import dev.weft.event.query.Surroundings;
import dev.weft.event.store.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * One reader's stream: takes events in the order of their arrival, without holes, and puts frames
 * into the reader's {@link #outbox}. Usable from any thread.
 *
 * <p>Every event is taken in exactly once, and of every second {@code matched = shown + gaps}. What
 * nobody looked at counts as matched there, and its gap says {@code unread}.
 */
public final class LiveStream {
  private static final long SECOND = 1_000_000;
  private static final int SLOTS = 10;
  private static final int ROWS_A_FRAME = 200;

  private final String name;
  private final StreamRequest request;
  private final Outbox outbox;
  private final Object lock = new Object();
  private final RawEvent view = new RawEvent();
  private final EventRow rowWriter = new EventRow();
  private final Tally tally = new Tally();
  private final Losses losses = new Losses();
  private final Gap thinned = new Gap("thinned");
  private final Gap slow = new Gap("slow");
  private final Gap expired = new Gap("expired");
  private final WindowRows window;
  private final List<Row> pending = new ArrayList<>();
  private long last;
  private long second = Long.MIN_VALUE;
  private boolean ended;

  /**
   * A stream.
   *
   * @param last the arrival number behind which it begins
   */
  LiveStream(String name, StreamRequest request, long last, long outboxLimit) {
    this.name = name;
    this.request = request;
    this.last = last;
    this.outbox = new Outbox(outboxLimit);
    this.window = new WindowRows(request.max(), thinned);
  }

  /** What the reader is to be sent. */
  public Outbox outbox() {
    return outbox;
  }

  StreamRequest request() {
    return request;
  }

  /** The arrival number of the last event that was taken in. */
  long last() {
    synchronized (lock) {
      return last;
    }
  }

  /** Whether it takes nothing more. */
  boolean ended() {
    synchronized (lock) {
      return ended;
    }
  }

  void hello(long head) {
    JsonWriter json = new JsonWriter().beginObject();
    json.name("stream").text(name).name("mode").text(modeName());
    json.name("max").number(request.max()).name("head").number(head);
    outbox.put(Frame.of("hello", 0, json.endObject()));
  }

  private String modeName() {
    return switch (request.mode()) {
      case WINDOW -> "window";
      case FULL -> "full";
      case COUNTS -> "counts";
    };
  }

  /** What becomes of arrivals that are not among what is taken in. */
  enum Hole {
    /** They are gone from the store. */
    EXPIRED,
    /** There was no time to look at them. */
    SLOW,
    /** They are to be fetched: nothing behind them is taken in. */
    FETCH
  }

  /**
   * Takes in what is new of these.
   *
   * @return false when it stopped before a hole that is to be fetched
   */
  boolean take(List<StoredEvent> events, Hole hole) {
    synchronized (lock) {
      for (StoredEvent event : events) {
        if (ended) {
          return true;
        }
        if (event.arrival() > last + 1 && !skip(event.arrival() - 1, hole)) {
          return false;
        }
        if (event.arrival() > last) {
          last = event.arrival();
          judge(event);
        }
      }
      return true;
    }
  }

  /** Goes on behind that arrival, and counts what is left out. */
  boolean skip(long to, Hole hole) {
    synchronized (lock) {
      if (hole == Hole.FETCH) {
        return false;
      }
      if (to > last) {
        tally.unread(to - last);
        (hole == Hole.EXPIRED ? expired : slow).addUnread(last + 1, to);
        last = to;
      }
      return true;
    }
  }

  private void judge(StoredEvent event) {
    view.over(event.json());
    if (request.mode() != StreamRequest.Mode.COUNTS && Judge.loss(view)) {
      losses.add(event, view);
    }
    if (!request.query().matches(view, Surroundings.NONE)) {
      return;
    }
    Level level = Judge.level(view);
    tally.match(event, level, view);
    Row row = new Row(event, level);
    switch (request.mode()) {
      case COUNTS -> tally.show(1);
      case WINDOW -> window.add(row, isFirst(row));
      case FULL -> {
        pending.add(row);
        if (pending.size() >= ROWS_A_FRAME) {
          sendPending();
        }
      }
    }
  }

  private boolean isFirst(Row row) {
    Level level = row.level();
    return (level != null && level.atLeast(Level.ERROR))
        || request.pinned(row.event().id().place());
  }

  /** Sends what is ready, and each second the counters. To be called ten times a second. */
  void tick(long micros) {
    synchronized (lock) {
      if (ended) {
        return;
      }
      long now = Math.floorDiv(micros, SECOND) * SECOND;
      if (second == Long.MIN_VALUE) {
        second = now;
      }
      if (now > second) {
        endSecond();
        second = now;
      } else {
        sendReady((int) ((micros - now) * SLOTS / SECOND));
      }
    }
  }

  private void sendReady(int slot) {
    if (request.mode() == StreamRequest.Mode.WINDOW) {
      List<Row> rows = window.take(slot);
      send(rows, !window.holds());
    } else {
      sendPending();
    }
  }

  private void endSecond() {
    List<Row> rows = window.end();
    // The reader learns what is missing before it learns that it has had everything so far.
    sayGap(thinned);
    send(rows, true);
    sendPending();
    if (!outbox.hasRoom()) {
      // The counters go on, and are said together with the gaps that belong to them.
      return;
    }
    sayGap(slow);
    sayGap(expired);
    losses.takeInto(outbox);
    outbox.put(Frame.of("rate", last, tally.take(second)));
  }

  private void sendPending() {
    send(pending, true);
    pending.clear();
  }

  private void send(List<Row> rows, boolean all) {
    for (int from = 0; from < rows.size(); from += ROWS_A_FRAME) {
      List<Row> part = rows.subList(from, Math.min(rows.size(), from + ROWS_A_FRAME));
      boolean lastPart = from + part.size() == rows.size();
      send(part, lastPart && all ? last : part.get(part.size() - 1).arrival());
    }
  }

  private void send(List<Row> rows, long id) {
    if (!outbox.hasRoom()) {
      rows.forEach(slow::add);
      return;
    }
    sayGap(slow);
    sayGap(expired);
    JsonWriter json = new JsonWriter().beginArray();
    for (Row row : rows) {
      rowWriter.put(json, row.event());
    }
    outbox.put(Frame.of("rows", id, json.endArray()));
    tally.show(rows.size());
  }

  private void sayGap(Gap gap) {
    if (!gap.isEmpty() && outbox.hasRoom()) {
      outbox.put(Frame.of("gap", 0, gap.take()));
    }
  }

  /** Ends it: the reader is told why, and when to come back. */
  void end(String why, long retryMillis) {
    synchronized (lock) {
      ended = true;
    }
    JsonWriter json = new JsonWriter().beginObject();
    json.name("why").text(why).name("retry").number(retryMillis);
    outbox.end(Frame.of("bye", 0, json.endObject()));
  }

  /** Ends it since the reader has gone. */
  void abandon() {
    synchronized (lock) {
      ended = true;
    }
    outbox.end(null);
  }
}
