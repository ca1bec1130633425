package dev.weft.cli.show;

import dev.weft.cli.ask.Members;
import dev.weft.event.codec.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up the stream's counts of some seconds. Used by one thread. */
final class Rates {
  private final Map<String, Busy> patterns = new LinkedHashMap<>();
  private long time;
  private long seconds;
  private long matched;
  private long errors;

  void add(Members rate) {
    seconds++;
    time = rate.whole("t", time);
    matched += rate.whole("matched", 0);
    errors += rate.whole("errors", 0);
    for (Object each : rate.list("patterns")) {
      if (each instanceof List<?> three
          && three.size() == 3
          && three.get(2) instanceof Number count) {
        String id = String.valueOf(three.get(0));
        Busy before = patterns.get(id);
        double sum = count.doubleValue() + (before == null ? 0 : before.rate());
        patterns.put(id, new Busy(String.valueOf(three.get(1)), sum, 0, 0));
      }
    }
  }

  long seconds() {
    return seconds;
  }

  long time() {
    return time;
  }

  double matched() {
    return (double) matched / Math.max(1, seconds);
  }

  double errors() {
    return (double) errors / Math.max(1, seconds);
  }

  /** Events a second by pattern. */
  List<Busy> patterns() {
    List<Busy> all = new ArrayList<>();
    patterns
        .values()
        .forEach(one -> all.add(new Busy(one.name(), one.rate() / Math.max(1, seconds), 0, 0)));
    return all;
  }

  String json(Map<String, Long> lost) {
    JsonWriter json = new JsonWriter().beginObject();
    json.name("t").number(time).name("seconds").number(seconds);
    json.name("events").number(matched).name("errors").number(errors);
    json.name("lost").value(lost).name("patterns").beginArray();
    patterns.forEach((id, busy) ->
        json.beginArray().text(id).text(busy.name()).number(Math.round(busy.rate())).endArray());
    return json.endArray().endObject().toString();
  }
}
