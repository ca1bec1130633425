package dev.weft.cli.show;

import dev.weft.cli.Words;
import dev.weft.cli.ask.Asking;
import dev.weft.cli.ask.Members;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.query.QueryTree;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what a query's stages make of its events: a table, whatever they ask for. */
final class Stages {
  private final QueryOptions options;
  private final Shape shape;
  private final Streams streams;

  private Stages(QueryOptions options, Shape shape, Streams streams) {
    this.options = options;
    this.shape = shape;
    this.streams = streams;
  }

  /** Asks and prints. */
  static int answer(String stage, Asking asking, QueryOptions options, Shape shape, Streams streams)
      throws IOException, InterruptedException {
    Stages stages = new Stages(options, shape, streams);
    Map<String, String> question = new LinkedHashMap<>(options.selection);
    // Whoever answers with trees or groups is asked for them by the path, and takes no stages.
    question.put("q", new QueryTree(QueryTree.parse(options.query).where(), List.of()).toString());
    if (options.limited && options.lines > 0) {
      question.put("top", String.valueOf(options.lines));
    }
    return switch (stage) {
      case "trees" -> stages.print(asking.object("/trees", question), "trees", TREES);
      case "objects" -> stages.print(asking.object("/objects", question), "objects", OBJECTS);
      case "errors" -> stages.print(asking.object("/errors", question), "groups", ERRORS);
      case "patterns" -> stages.print(asking.object("/patterns", question), "patterns", PATTERNS);
      default -> stages.table(asking.object("/stats/table", options.selection));
    };
  }

  /** How the members of an answer's objects become columns: a heading, a member, its kind. */
  private record Column(String heading, String member, char kind) {}

  private static final char TEXT = 't';
  private static final char TIME = '@';
  private static final char SECONDS = 's';

  private static final List<Column> TREES =
      List.of(
          new Column("root", "root", TEXT),
          new Column("name", "name", TEXT),
          new Column("status", "status", TEXT),
          new Column("duration", "duration", SECONDS),
          new Column("last", "last", TIME),
          new Column("events", "events", TEXT),
          new Column("matched", "matched", TEXT),
          new Column("worst", "worst", TEXT),
          new Column("hosts", "hosts", TEXT));
  private static final List<Column> OBJECTS =
      List.of(
          new Column("id", "id", TEXT),
          new Column("name", "name", TEXT),
          new Column("first", "first", TIME),
          new Column("last", "last", TIME),
          new Column("changes", "changes", TEXT),
          new Column("finished", "finished", TEXT));
  private static final List<Column> ERRORS =
      List.of(
          new Column("count", "count", TEXT),
          new Column("trees", "trees", TEXT),
          new Column("last", "last", TIME),
          new Column("title", "title", TEXT),
          new Column("message", "message", TEXT),
          new Column("place", "place", TEXT),
          new Column("fingerprint", "fingerprint", TEXT));
  private static final List<Column> PATTERNS =
      List.of(
          new Column("count", "count", TEXT),
          new Column("level", "level", TEXT),
          new Column("logger", "logger", TEXT),
          new Column("template", "template", TEXT),
          new Column("pattern", "id", TEXT));

  private int print(Members answer, String name, List<Column> columns) {
    List<Members> objects = answer.objects(name);
    if (shape == Shape.JSON) {
      streams.out().println(new JsonWriter().value(answer.all()));
    } else if (shape == Shape.NDJSON) {
      objects.forEach(one -> streams.out().print(new JsonWriter().value(one.all()) + "\n"));
    } else {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (Members one : objects) {
        List<@Nullable Object> row = new ArrayList<>();
        columns.forEach(column -> row.add(value(one, column)));
        rows.add(row);
      }
      print(new Sheet(columns.stream().map(Column::heading).toList(), rows));
    }
    return objects.isEmpty() ? Command.NOTHING_FOUND : Command.FOUND;
  }

  private @Nullable Object value(Members one, Column column) {
    Object value = one.value(column.member());
    if (value instanceof Number number && column.kind() == TIME) {
      return options.look.zone().stamp(RowEvents.time(number.longValue()));
    }
    if (value instanceof Number number && column.kind() == SECONDS && shape == Shape.LINE) {
      Duration duration = RowEvents.seconds(number.doubleValue());
      return Words.duration(duration);
    }
    return value instanceof List<?> list
        ? String.join(" ", list.stream().map(String::valueOf).toList())
        : value;
  }

  private int table(Members answer) {
    List<String> columns = answer.texts("columns");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Object row : answer.list("rows")) {
      List<@Nullable Object> cells = new ArrayList<>();
      if (row instanceof List<?> list) {
        cells.addAll(list);
      }
      while (cells.size() < columns.size()) {
        cells.add("");
      }
      rows.add(cells);
    }
    if (shape == Shape.JSON) {
      streams.out().println(new JsonWriter().value(answer.all()));
    } else {
      print(new Sheet(columns, times(columns, rows)));
    }
    long sampling = answer.whole("sampling", 1);
    if (sampling > 1) {
      streams.err().println("counted from one event in " + sampling);
    }
    if (answer.has("complete") && !answer.flag("complete")) {
      streams.err().println("not all that could match was looked at; --since narrows the search");
    }
    return rows.isEmpty() ? Command.NOTHING_FOUND : Command.FOUND;
  }

  /** A column named time holds times. */
  private List<List<@Nullable Object>> times(
      List<String> columns, List<List<@Nullable Object>> rows) {
    int time = columns.indexOf("time");
    if (time >= 0 && shape != Shape.NDJSON) {
      for (List<@Nullable Object> row : rows) {
        if (row.get(time) instanceof Number micros) {
          row.set(time, options.look.zone().stamp(RowEvents.time(micros.longValue())));
        }
      }
    }
    return rows;
  }

  private void print(Sheet sheet) {
    if (shape == Shape.LINE && sheet.rows().isEmpty()) {
      return;
    }
    sheet.print(shape, options.look.paint(streams.terminal()), options.look.ascii, streams.out());
  }
}
