package dev.weft.cli.show;

import dev.weft.cli.Keyboard;
import dev.weft.cli.LookOptions;
import dev.weft.cli.StopSignal;
import dev.weft.cli.ask.Collector;
import dev.weft.cli.ask.Following;
import dev.weft.cli.ask.Members;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code weft top} once. The stream's counts, one frame a second, are the clock; the shares of
 * processes and loggers are asked for. Used by one thread.
 */
final class Top {
  private static final int MOST = 40;

  private final Collector collector;
  private final String query;
  private final int every;
  private final int most;
  private final boolean json;
  private final Streams streams;
  private final TopPicture picture;
  private final Map<String, Long> lost = new LinkedHashMap<>();
  private Rates sum = new Rates();
  private @Nullable Keyboard keyboard;
  private Busy.Sort sort = Busy.Sort.RATE;
  private boolean paused;
  private int drawn;

  Top(
      Collector collector,
      String query,
      int every,
      int most,
      boolean json,
      LookOptions look,
      Streams streams) {
    this.collector = collector;
    this.query = query;
    this.every = every;
    this.most = most;
    this.json = json;
    this.streams = streams;
    this.picture = new TopPicture(look, collector.name(), streams);
  }

  int run() throws IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("mode", "counts");
    parameters.put("from", "now");
    if (!query.isBlank()) {
      parameters.put("q", query);
    }
    Following following = new Following(collector, parameters, streams.err());
    StopSignal signal = new StopSignal(following::stop, streams.err());
    try (Keyboard keys = streams.terminal() && !json ? Keyboard.open() : null) {
      keyboard = keys;
      following.run(this::take);
    } finally {
      streams.out().flush();
      signal.close();
    }
    return drawn > 0 ? Command.FOUND : Command.NOTHING_FOUND;
  }

  private boolean take(String event, Object data) throws IOException, InterruptedException {
    if (event.equals("lost")) {
      Members loss = Members.of(data);
      lost.merge(loss.text("process", "?"), loss.whole("n", 0), Long::sum);
    }
    if (!event.equals("rate")) {
      return true;
    }
    sum.add(Members.of(data));
    if (!keys()) {
      return false;
    }
    if (sum.seconds() < every || paused) {
      return true;
    }
    draw();
    sum = new Rates();
    return !streams.out().checkError() && (most == 0 || drawn < most);
  }

  /** Obeys the keys that were pressed; false to end. */
  private boolean keys() throws IOException {
    Keyboard keys = keyboard;
    if (keys == null) {
      return true;
    }
    for (int key = keys.key(); key >= 0; key = keys.key()) {
      switch (key) {
        case 'q', 'Q', 3, 4 -> {
          return false;
        }
        case '1' -> sort = Busy.Sort.RATE;
        case '2' -> sort = Busy.Sort.ERRORS;
        case '3' -> sort = Busy.Sort.LOST;
        case '4' -> sort = Busy.Sort.NAME;
        case ' ' -> paused = !paused;
        default -> {} // not one of ours
      }
    }
    return true;
  }

  private void draw() throws IOException, InterruptedException {
    drawn++;
    if (json) {
      streams.out().print(sum.json(lost) + "\n");
      return;
    }
    if (!streams.terminal()) {
      picture.line(sum, lost);
      return;
    }
    Map<String, Map<String, Long>> events = facets("");
    Map<String, Map<String, Long>> errors = facets("level:>=error");
    picture.draw(
        sum,
        collector.object("/state", Map.of()),
        List.of(
            new TopPicture.Section("process", busy("process", events, errors, lost)),
            new TopPicture.Section("logger", busy("logger", events, errors, Map.of())),
            new TopPicture.Section("pattern", sum.patterns())),
        sort,
        lost);
  }

  private List<Busy> busy(
      String field,
      Map<String, Map<String, Long>> events,
      Map<String, Map<String, Long>> errors,
      Map<String, Long> losses) {
    return Busy.of(
        events.getOrDefault(field, Map.of()),
        errors.getOrDefault(field, Map.of()),
        losses,
        Math.max(1.0, (double) sum.seconds()));
  }

  /** Counts by value of the last interval. */
  private Map<String, Map<String, Long>> facets(String more)
      throws IOException, InterruptedException {
    String both = query.isBlank() ? more : more.isEmpty() ? query : "(" + query + ") " + more;
    Map<String, String> parameters = new LinkedHashMap<>();
    if (!both.isEmpty()) {
      parameters.put("q", both);
    }
    parameters.put("from", "-" + sum.seconds() + "s");
    parameters.put("fields", "process,logger");
    parameters.put("top", String.valueOf(MOST));
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    for (Members facet : collector.object("/stats/facets", parameters).objects("facets")) {
      Map<String, Long> values = new LinkedHashMap<>();
      for (Object pair : facet.list("values")) {
        if (pair instanceof List<?> two && two.size() == 2 && two.get(1) instanceof Number count) {
          values.put(String.valueOf(two.get(0)), count.longValue());
        }
      }
      counts.put(facet.text("field", ""), values);
    }
    return counts;
  }
}
