package dev.weft.cli.show;

import dev.weft.cli.StopSignal;
import dev.weft.cli.Words;
import dev.weft.cli.ask.Asking;
import dev.weft.cli.ask.Collector;
import dev.weft.cli.ask.Following;
import dev.weft.cli.ask.Members;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints what matches from now on, after some that were there before. The stream is opened first:
 * what comes while the older ones are fetched is neither lost nor shown twice. Used by one thread.
 */
final class Follow {
  private final Collector collector;
  private final Map<String, String> selection;
  private final List<String> columns;
  private final RowPrinter printer;
  private final Streams streams;
  private long head;
  private long missed;
  private @Nullable Integer most;
  private int before;

  Follow(
      Collector collector,
      Map<String, String> selection,
      List<String> columns,
      RowPrinter printer,
      Streams streams) {
    this.collector = collector;
    this.selection = selection;
    this.columns = columns;
    this.printer = printer;
    this.streams = streams;
  }

  /** Ends after that many of the stream's events. */
  Follow until(@Nullable Integer count) {
    this.most = count;
    return this;
  }

  /**
   * Runs until told to stop.
   *
   * @param older how many that were there before to print first
   */
  int run(int older) throws IOException, InterruptedException {
    before = older;
    Map<String, String> parameters = new LinkedHashMap<>(selection);
    parameters.remove("to");
    parameters.put("mode", "full");
    parameters.put("from", "now");
    if (!columns.isEmpty()) {
      parameters.put("columns", String.join(",", columns));
    }
    Following following = new Following(collector, parameters, streams.err());
    StopSignal signal = new StopSignal(following::stop, streams.err());
    try {
      following.run(this::take);
      printer.end();
      streams.out().flush();
      streams
          .err()
          .println(
              Words.grouped(printer.printed())
                  + " shown"
                  + (missed > 0 ? ", " + Words.grouped(missed) + " missed" : ""));
    } finally {
      signal.close();
    }
    return printer.printed() > 0 ? Command.FOUND : Command.NOTHING_FOUND;
  }

  private boolean take(String event, Object data) throws IOException, InterruptedException {
    boolean goesOn =
        switch (event) {
          case "hello" -> hello(Members.of(data));
          case "rows" -> rows(data);
          case "gap" -> gap(Members.of(data));
          case "lost" -> lost(Members.of(data));
          default -> true;
        };
    return goesOn && !streams.out().checkError();
  }

  private boolean hello(Members hello) throws IOException, InterruptedException {
    if (before > 0) {
      head = hello.whole("head", 0);
      older(before);
      before = 0;
    }
    return true;
  }

  private void older(int count) throws IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>(selection);
    parameters.remove("to");
    parameters.put("order", "desc");
    parameters.put("limit", String.valueOf(Math.min(10_000, count)));
    if (!columns.isEmpty()) {
      parameters.put("columns", String.join(",", columns));
    }
    Asking.Rows page = collector.rows("/events", parameters);
    List<Members> rows = new ArrayList<>(page.rows());
    Collections.reverse(rows);
    rows.stream().filter(row -> row.whole("arrival", 0) <= head).forEach(printer::print);
  }

  private boolean rows(Object data) {
    List<?> rows = data instanceof List<?> list ? list : List.of();
    for (Object row : rows) {
      printer.print(Members.of(row));
      if (most != null && --most <= 0) {
        return false;
      }
    }
    return true;
  }

  private boolean gap(Members gap) {
    long count = gap.whole("n", 0);
    missed += count;
    streams.err().println(Words.count(count, "event") + " not shown: " + gap.text("why", "?"));
    return true;
  }

  private boolean lost(Members lost) {
    streams
        .err()
        .println(
            Words.count(lost.whole("n", 0), "event")
                + " lost by "
                + lost.text("process", "?")
                + ": "
                + lost.text("why", "?"));
    return true;
  }
}
