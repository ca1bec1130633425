package dev.weft.cli.mon;

import dev.weft.cli.Visible;
import dev.weft.cli.Words;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code --stats}: how many messages there were, by routing key and by what they say. The keys are
 * bounded; what comes beyond is counted as one. Used by one thread at a time.
 */
final class Statistics {
  private static final int MOST_KEYS = 1_000;
  private static final String OTHERS = "(others)";
  private static final FieldPath OBJECT = FieldPath.of(WireKey.OBJECT);
  private static final FieldPath STATUS = FieldPath.of(WireKey.STATUS);
  private static final FieldPath LEVEL = FieldPath.of(WireKey.LEVEL_NUMBER);
  private static final FieldPath KIND = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_KIND);
  private static final FieldPath RECOVERED = FieldPath.of(WireKey.RECOVERED);
  private static final FieldPath CONTEXTURE = FieldPath.of(WireKey.CONTEXTURE);

  private final Map<String, Long> byRoutingKey = new TreeMap<>();
  private final Map<String, Long> byKind = new TreeMap<>();
  private long messages;
  private long bytes;

  void add(Message message) {
    messages++;
    bytes += message.object().end - message.object().start;
    String routingKey = message.routingKeyText();
    boolean room = byRoutingKey.size() < MOST_KEYS || byRoutingKey.containsKey(routingKey);
    byRoutingKey.merge(room ? routingKey : OTHERS, 1L, Long::sum);
    byKind.merge(kind(message), 1L, Long::sum);
  }

  private static String kind(Message message) {
    if (!message.record()) {
      return "other";
    }
    RawEvent record = message.flat();
    String kind = record.text(KIND);
    if (kind != null) {
      return List.of("begin", "end", "loss", "source").contains(kind) ? kind : "other";
    }
    if (record.find(OBJECT) && record.kind() == JsonKind.OBJECT) {
      String status = record.text(STATUS);
      if (status == null) {
        return "change";
      }
      boolean known = List.of("born", "finished", "transient", "snapshot").contains(status);
      return known ? status : "change";
    }
    if (record.find(LEVEL)) {
      return "log";
    }
    return record.find(RECOVERED) ? "loss" : record.find(CONTEXTURE) ? "source" : "other";
  }

  long messages() {
    return messages;
  }

  /** All of it as JSON. */
  Span json(Duration time, long lost) {
    JsonWriter json = new JsonWriter().beginObject();
    json.name("messages").number(messages).name("bytes").number(bytes);
    json.name("lost").number(lost);
    json.name("seconds").number(Math.rint(time.toNanos() / 1e6) / 1e3);
    json.name("per_second").number(perSecond(time));
    json.name("kinds").value(byKind).name("rkeys").value(byRoutingKey);
    return Span.of(json.endObject().toBytes());
  }

  /** All of it as lines for a person, what is most frequent first. */
  void print(Duration time, long lost, boolean ascii, Bytes out) {
    out.add(
        Words.count(messages, "message")
            + ", "
            + Words.grouped(bytes)
            + " bytes, "
            + Words.grouped(perSecond(time))
            + " a second, "
            + Words.grouped(lost)
            + " lost\n");
    Visible visible = new Visible(ascii);
    print("kind", byKind, visible, out);
    print("routing key", byRoutingKey, visible, out);
  }

  private static void print(String title, Map<String, Long> counts, Visible visible, Bytes out) {
    out.add("\n     count  " + title + '\n');
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> {
          String count = Words.grouped(entry.getValue());
          out.add(" ".repeat(Math.max(0, 10 - count.length())) + count + "  ");
          out.add(entry.getKey().isEmpty() ? "(none)" : visible.line(entry.getKey())).add('\n');
        });
  }

  private long perSecond(Duration time) {
    double seconds = time.toNanos() / 1e9;
    return seconds <= 0 ? messages : Math.round(messages / seconds);
  }
}
