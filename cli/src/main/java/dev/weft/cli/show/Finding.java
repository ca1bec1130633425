package dev.weft.cli.show;

import dev.weft.cli.Words;
import dev.weft.cli.ask.Asking;
import dev.weft.cli.ask.Inquiry;
import dev.weft.cli.ask.Members;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.query.QueryException;
import dev.weft.event.query.QueryTree;
import dev.weft.event.query.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs {@code weft query} once. Used by one thread. */
final class Finding {
  private static final int LARGEST_PAGE = 10_000;

  private final QueryOptions options;
  private final Streams streams;
  private final Shape shape;
  private final RowPrinter printer;

  Finding(QueryOptions options, Streams streams) {
    this.options = options;
    this.streams = streams;
    this.shape = Shape.of(options.format, options.json, streams.terminal());
    this.printer =
        new RowPrinter(shape, options.output, options.look, streams.terminal(), streams.out());
  }

  int run() throws IOException, InterruptedException {
    if (options.follow) {
      return new Follow(
              options.ask.collector(), options.selection, options.output, printer, streams)
          .run(options.limited || options.selection.containsKey("from") ? options.lines : 10);
    }
    try (Asking asking = options.ask.open(streams)) {
      if (options.link) {
        streams.out().println(asking.page("/s" + Inquiry.escaped(link())));
        return Command.FOUND;
      }
      int status = answer(asking);
      streams.out().flush();
      return status;
    }
  }

  /** The page has the query's own names for its parameters. */
  private Map<String, String> link() {
    Map<String, String> parameters = new LinkedHashMap<>(options.selection);
    if (!options.output.isEmpty()) {
      parameters.put("cols", String.join(",", options.output));
    }
    return parameters;
  }

  private int answer(Asking asking) throws IOException, InterruptedException {
    String stage = stage();
    if (options.count) {
      return count(asking);
    }
    if (stage != null) {
      return Stages.answer(stage, asking, options, shape, streams);
    }
    return options.context > 0
        ? new Context(options, printer, streams).show(newest(asking), asking)
        : options.lines == 0 ? all(asking) : show(newest(asking));
  }

  /** The kind of answer that the last stage asks for; null for rows. */
  private @Nullable String stage() {
    try {
      List<Stage> stages = QueryTree.parse(options.query).stages();
      return stages.isEmpty() ? null : stages.get(stages.size() - 1).name();
    } catch (QueryException answeredByTheOtherSide) {
      return null;
    }
  }

  private int count(Asking asking) throws IOException, InterruptedException {
    long count = asking.object("/count", options.selection).whole("count", 0);
    streams.out().println(options.json ? "{\"count\":" + count + "}" : String.valueOf(count));
    return count > 0 ? Command.FOUND : Command.NOTHING_FOUND;
  }

  private Map<String, String> question(String order, int limit, @Nullable String cursor) {
    Map<String, String> parameters = new LinkedHashMap<>(options.selection);
    parameters.put("order", order);
    parameters.put("limit", String.valueOf(limit));
    if (cursor != null) {
      parameters.put("cursor", cursor);
    }
    if (!options.output.isEmpty()) {
      parameters.put("columns", String.join(",", options.output));
    }
    return parameters;
  }

  /** The newest ones, as many as were asked for, oldest first. */
  private List<Members> newest(Asking asking) throws IOException, InterruptedException {
    List<Members> rows = new ArrayList<>();
    String cursor = null;
    boolean complete = true;
    do {
      int limit =
          Math.min(LARGEST_PAGE, options.lines == 0 ? LARGEST_PAGE : options.lines - rows.size());
      Asking.Rows page = asking.rows("/events", question("desc", limit, cursor));
      rows.addAll(page.rows());
      complete &= page.complete() || page.cursor() != null;
      cursor = page.cursor();
    } while (cursor != null && (options.lines == 0 || rows.size() < options.lines));
    Collections.reverse(rows);
    incomplete(complete);
    if (cursor != null && !options.limited) {
      streams
          .err()
          .println(
              "the newest " + Words.grouped(rows.size()) + "; there are more (-n N, -n 0: all)");
    }
    return rows;
  }

  private int show(List<Members> rows) {
    for (Members row : rows) {
      printer.print(row);
      if (streams.out().checkError()) {
        break;
      }
    }
    return finish();
  }

  /** All, page by page, so that it does not matter how many there are. */
  private int all(Asking asking) throws IOException, InterruptedException {
    String cursor = null;
    do {
      Asking.Rows page = asking.rows("/events", question("asc", LARGEST_PAGE, cursor));
      page.rows().forEach(printer::print);
      cursor = page.cursor();
      incomplete(page.complete() || cursor != null);
    } while (cursor != null && !streams.out().checkError());
    return finish();
  }

  private void incomplete(boolean complete) {
    if (!complete) {
      streams.err().println("not all that could match was looked at; --since narrows the search");
    }
  }

  private int finish() {
    printer.end();
    return printer.printed() > 0 ? Command.FOUND : Command.NOTHING_FOUND;
  }
}
