package dev.weft.daemon.stream;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.store.StoredEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What processes reported as lost, summed by process and reason until a reader is told. Used by one
 * thread at a time.
 */
final class Losses {
  private static final FieldPath LOST = FieldPath.of(WireKey.WEFT + "." + WireKey.WEFT_LOST);
  private static final FieldPath HOST = FieldPath.of(WireKey.HOST_NAME);
  private static final FieldPath PROCESS = FieldPath.of(WireKey.PROCESS);
  private static final int MOST = 1_000;

  private final Map<Key, Sum> sums = new LinkedHashMap<>();

  private record Key(String process, String why) {}

  private record Sum(long count, String id) {}

  void add(StoredEvent event, RawEvent view) {
    if (!(view.value(LOST) instanceof Map<?, ?> reasons) || sums.size() >= MOST) {
      return;
    }
    String process = process(view);
    String id = event.id().toString();
    reasons.forEach((why, count) -> {
      if (count instanceof Number number) {
        sums.merge(
            new Key(process, String.valueOf(why)),
            new Sum(number.longValue(), id),
            (before, now) -> new Sum(before.count + now.count, now.id));
      }
    });
  }

  private static String process(RawEvent view) {
    String host = view.text(HOST);
    String number = view.text(PROCESS);
    return (host == null ? "unknown" : host) + (number == null ? "" : "/" + number);
  }

  void takeInto(Outbox outbox) {
    sums.forEach((key, sum) -> {
      JsonWriter json = new JsonWriter().beginObject();
      json.name("process").text(key.process).name("n").number(sum.count);
      json.name("why").text(key.why).name("id").text(sum.id);
      outbox.put(Frame.of("lost", 0, json.endObject()));
    });
    sums.clear();
  }
}
