package dev.weft.daemon.stream;

import dev.weft.event.codec.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one reader of a stream has seen. Used by one thread. */
final class Reader {
  final List<Long> rows = new ArrayList<>();
  final List<Map<String, Object>> gaps = new ArrayList<>();
  final List<Map<String, Object>> rates = new ArrayList<>();
  final List<Map<String, Object>> losses = new ArrayList<>();
  final List<String> events = new ArrayList<>();
  long id;

  @SuppressWarnings("unchecked")
  Reader read(Outbox outbox) {
    for (Frame frame = outbox.poll(); frame != null; frame = outbox.poll()) {
      events.add(frame.event());
      id = frame.id() > 0 ? frame.id() : id;
      String text = frame.toString();
      Object data = JsonReader.read(text.substring(text.indexOf("data: ") + 6).strip());
      switch (frame.event()) {
        case "rows" ->
            ((List<Map<String, Object>>) data).forEach(row -> rows.add(number(row, "arrival")));
        case "gap" -> gaps.add((Map<String, Object>) data);
        case "rate" -> rates.add((Map<String, Object>) data);
        case "lost" -> losses.add((Map<String, Object>) data);
        default -> {}
      }
    }
    return this;
  }

  static long number(Map<String, Object> object, String name) {
    return ((Number) object.get(name)).longValue();
  }

  long matched() {
    return rates.stream().mapToLong(rate -> number(rate, "matched")).sum();
  }

  long shown() {
    return rates.stream().mapToLong(rate -> number(rate, "shown")).sum();
  }

  long missed() {
    return gaps.stream().mapToLong(gap -> number(gap, "n")).sum();
  }
}
