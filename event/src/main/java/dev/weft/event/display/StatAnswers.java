package dev.weft.event.display;

import dev.weft.event.Level;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.query.QueryException;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Stage;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Facet;
import dev.weft.event.store.Selection;
import dev.weft.event.store.Table;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers questions that count. Usable from any thread, as its store is. */
final class StatAnswers {
  private static final List<String> USUAL_FIELDS =
      List.of("level", "logger", "host", "service", "process", "thread", "name", "pattern");

  private final EventStore store;

  StatAnswers(EventStore store) {
    this.store = store;
  }

  Answer histogram(Asked asked) throws IOException, Refusal {
    Selection selection = asked.selection();
    Bars bars =
        Bars.of(store, selection, asked.number(Parameter.BUCKETS, 120, 1, 2_000), asked.clock());
    if (asked.format() == Format.JSON) {
      return Answer.of(bars.document());
    }
    List<String> columns = List.of("time", "trace", "debug", "info", "warn", "error", "fatal");
    Listing rows = new Listing("buckets", columns, asked);
    bars.forEach((time, counts) ->
        rows.add(json -> {
          json.beginObject().name("time").number(time);
          for (Level level : Level.values()) {
            json.name(LevelWord.of(level)).number(counts.getOrDefault(level, 0L));
          }
          json.endObject();
        }));
    return rows.answer();
  }

  Answer facets(Asked asked) throws IOException, Refusal {
    List<String> fields = asked.names(Parameter.FIELDS, USUAL_FIELDS);
    List<Facet> facets = refusing(() -> store.facets(asked.selection(), fields, asked.top(10)));
    if (asked.format() == Format.CSV) {
      Listing rows = new Listing("facets", List.of("field", "value", "count"), asked);
      for (Facet facet : facets) {
        for (Facet.Count value : facet.values()) {
          rows.add(json -> {
            json.beginObject().name("field").text(facet.field());
            json.name("value").text(value.value());
            json.name("count").number(value.count()).endObject();
          });
        }
      }
      return rows.answer();
    }
    Listing list = new Listing("facets", List.of(), asked);
    facets.forEach(facet -> list.add(json -> facet(json, facet)));
    return list.answer();
  }

  private static void facet(JsonWriter json, Facet facet) {
    json.beginObject().name("field").text(facet.field()).name("values").beginArray();
    for (Facet.Count value : facet.values()) {
      json.beginArray();
      json.text(RawValues.beginning(value.value(), RawValues.LONGEST_TEXT));
      json.number(value.count()).endArray();
    }
    json.endArray().name("missing").number(facet.missing());
    json.name("others").number(facet.others());
    json.name("sampling").number(facet.sampling()).endObject();
  }

  Answer table(Asked asked) throws IOException, Refusal {
    SearchQuery query = asked.query(Parameter.QUERY);
    List<Stage> stages = Stages.require(query);
    Table table = refusing(() -> store.table(asked.within(query), stages));
    if (asked.format() == Format.CSV) {
      Csv csv = new Csv(table.columns(), asked.zone());
      table.rows().forEach(csv::add);
      return Answer.of(Format.CSV, table.complete(), null, csv.toBytes());
    }
    JsonWriter json = new JsonWriter().beginObject();
    json.name("columns").value(table.columns()).name("rows").beginArray();
    for (List<@Nullable Object> row : table.rows()) {
      json.beginArray();
      row.forEach(cell -> RawValues.writeCut(json, cell));
      json.endArray();
    }
    json.endArray().name("sampling").number(table.sampling());
    json.name("complete").bool(table.complete()).endObject();
    return Answer.of(json, table.complete());
  }

  Answer compare(Asked asked) throws IOException, Refusal {
    List<String> fields = asked.names(Parameter.FIELDS, USUAL_FIELDS);
    int top = asked.top(20);
    Comparison comparison =
        refusing(() ->
            Comparison.of(
                store,
                asked.selection(Parameter.QUERY),
                asked.selection(Parameter.BASE),
                fields,
                top));
    return comparison.answer(asked);
  }

  /** A question to the store that may turn out to be wrong only there. */
  @FunctionalInterface
  interface StoreQuestion<T> {
    T ask() throws IOException, Refusal;
  }

  static <T> T refusing(StoreQuestion<T> question) throws IOException, Refusal {
    try {
      return question.ask();
    } catch (QueryException wrong) {
      throw Refusal.of(wrong);
    }
  }
}
