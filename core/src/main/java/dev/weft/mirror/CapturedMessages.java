package dev.weft.mirror;

import dev.weft.event.codec.RawEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of objects that go on, as the bytes that came, within a bound: of one object the
 * latest, and of all objects those that were touched last. Used by one thread.
 */
final class CapturedMessages {
  private static final int MOST_OF_ONE = 1_000;
  private static final int MOST_OBJECTS = 100_000;

  private static final class Captured {
    private final Deque<byte[]> records = new ArrayDeque<>(2);
    private long bytes;
    private long omitted;
  }

  private final long mostBytes;
  // By access, so that the first is the one untouched for longest.
  private final LinkedHashMap<String, Captured> byObject = new LinkedHashMap<>(16, 0.75f, true);
  // How many messages were let go of objects that have none left.
  private final LinkedHashMap<String, Long> emptied = new LinkedHashMap<>();
  private long bytes;

  CapturedMessages(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  void add(String id, RawEvent record) {
    Captured captured = byObject.computeIfAbsent(id, this::begin);
    byte[] copy = record.toBytes();
    captured.records.add(copy);
    captured.bytes += copy.length;
    bytes += copy.length;
    if (captured.records.size() > MOST_OF_ONE) {
      int length = captured.records.remove().length;
      captured.bytes -= length;
      bytes -= length;
      captured.omitted++;
    }
    while (bytes > mostBytes || byObject.size() > MOST_OBJECTS) {
      empty(byObject.entrySet().iterator().next());
    }
  }

  private Captured begin(String id) {
    Captured captured = new Captured();
    Long before = emptied.remove(id);
    captured.omitted = before == null ? 0 : before;
    return captured;
  }

  private void empty(Map.Entry<String, Captured> oldest) {
    Captured captured = oldest.getValue();
    emptied.put(oldest.getKey(), captured.omitted + captured.records.size());
    if (emptied.size() > MOST_OBJECTS) {
      emptied.remove(emptied.keySet().iterator().next());
    }
    bytes -= captured.bytes;
    byObject.remove(oldest.getKey());
  }

  /** The object with its messages so far. */
  Observed with(View object) {
    Captured captured = byObject.get(object.id());
    if (captured == null) {
      return new Observed(object, List.of(), emptied.getOrDefault(object.id(), 0L));
    }
    List<Message> messages = new ArrayList<>();
    RawEvent view = new RawEvent();
    captured.records.forEach(record -> messages.add(Message.of(view.over(record))));
    return new Observed(object, messages, captured.omitted);
  }

  void forget(String id) {
    emptied.remove(id);
    Captured gone = byObject.remove(id);
    if (gone != null) {
      bytes -= gone.bytes;
    }
  }
}
