package dev.weft.event.display;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.EventField;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Page;
import dev.weft.event.store.Search;
import dev.weft.event.store.Selection;
import dev.weft.event.store.Sketch;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about events. Usable from any thread, as its store is. */
final class EventAnswers {
  private static final int DEEPEST_WAY = 100;

  private final EventStore store;

  EventAnswers(EventStore store) {
    this.store = store;
  }

  Answer events(Asked asked) throws IOException, Refusal {
    Selection selection = asked.selection();
    boolean descending = asked.choice(Parameter.ORDER).equals("desc");
    Page page =
        store.search(
            new Search(
                selection,
                descending ? Search.Order.NEWEST_FIRST : Search.Order.OLDEST_FIRST,
                asked.limit(),
                cursor(asked)));
    Listing rows = rows(asked, page.events());
    rows.next(page.next());
    return (page.complete() ? rows : rows.partial()).answer();
  }

  private static @Nullable Cursor cursor(Asked asked) throws Refusal {
    String text = asked.text(Parameter.CURSOR);
    if (text == null) {
      return null;
    }
    return Cursor.parse(text)
        .orElseThrow(() ->
            Refusal.parameter(
                "\"" + text + "\" is no cursor",
                List.of("the cursor of a row or of the answer before"),
                null));
  }

  /** The events as rows, with the columns that are asked for. */
  Listing rows(Asked asked, List<StoredEvent> events) throws IOException, Refusal {
    List<String> names = asked.names(Parameter.COLUMNS, List.of());
    List<EventField> columns = names.stream().map(EventField::named).toList();
    List<String> table = new ArrayList<>(EventRow.COLUMNS);
    names.stream().filter(name -> !table.contains(name)).forEach(table::add);
    Listing rows = new Listing("rows", table, asked);
    TaskLookup tasks = new TaskLookup(store, asked.clock());
    EventRow row = new EventRow();
    boolean asTable = asked.format() == Format.CSV;
    for (StoredEvent event : events) {
      double duration = duration(event);
      rows.add(json -> {
        json.beginObject();
        row.members(json, event);
        if (duration >= 0) {
          json.name("duration").number(duration);
        }
        if (!columns.isEmpty()) {
          columns(json, event.view(), columns, tasks, asTable);
        }
        json.endObject();
      });
    }
    return rows;
  }

  /** Of an end, how many seconds its task took; negative where that is not known. */
  private double duration(StoredEvent event) throws IOException {
    EventId id = event.id();
    if (id.scope() == null || Sketch.kind(event.view(), id.number()) != TreeEntry.Kind.END) {
      return -1;
    }
    Optional<StoredEvent> begin = store.find(new EventId(0, id.place()));
    return begin.isEmpty() ? -1 : (event.cursor().micros() - begin.get().cursor().micros()) / 1e6;
  }

  private static void columns(
      JsonWriter json,
      RawEvent event,
      List<EventField> columns,
      TaskLookup tasks,
      boolean asTable) {
    if (asTable) {
      for (EventField column : columns) {
        if (!EventRow.COLUMNS.contains(column.name())) {
          json.name(column.name());
          RawValues.writeCut(json, column.value(event, tasks));
        }
      }
      return;
    }
    json.name("columns").beginArray();
    for (EventField column : columns) {
      RawValues.writeCut(json, column.value(event, tasks));
    }
    json.endArray();
  }

  Answer event(Asked asked) throws IOException, Refusal {
    StoredEvent event = find(asked.captured(0));
    JsonWriter json = new JsonWriter().beginObject().name("row");
    EventRow.write(json, event);
    json.name("record");
    RawValues.writeRecord(json, event.json());
    ExceptionFrames.write(json, event.view());
    ScopeId task = event.id().scope();
    json.name("around").beginObject();
    if (task != null) {
      around(json, task, new TaskLookup(store, asked.clock()));
    }
    return Answer.of(json.endObject().endObject());
  }

  private static void around(JsonWriter json, ScopeId task, TaskLookup tasks) {
    Deque<ScopeId> way = new ArrayDeque<>();
    Optional<ScopeId> at = Optional.of(task);
    while (at.isPresent() && way.size() < DEEPEST_WAY) {
      way.addFirst(at.get());
      at = at.get().parent();
    }
    json.name("task").beginObject();
    facts(json, task, tasks.task(task));
    json.endObject().name("path").beginArray();
    for (ScopeId step : way) {
      json.beginObject();
      facts(json, step, tasks.task(step));
      json.endObject();
    }
    json.endArray();
  }

  static void facts(JsonWriter json, ScopeId task, @Nullable TaskFacts facts) {
    json.name("id").text(task.value());
    if (facts == null) {
      json.name("status").text("unseen");
      return;
    }
    if (facts.name() != null) {
      json.name("name").text(RawValues.beginning(facts.name(), RawValues.LONGEST_TEXT));
    }
    json.name("status").text(facts.status());
    if (facts.duration() != null) {
      json.name("duration").number(facts.duration().toNanos() / 1e9);
    }
  }

  Answer count(Asked asked) throws IOException, Refusal {
    long count = store.count(asked.selection());
    return Answer.of(new JsonWriter().beginObject().name("count").number(count).endObject());
  }

  /** The event of that id. */
  StoredEvent find(String text) throws IOException, Refusal {
    EventId id =
        EventId.parse(text)
            .orElseThrow(() ->
                Refusal.parameter(
                    "\"" + text + "\" is no event id",
                    List.of("number@task, as 3@7c9f/1/2"),
                    null));
    Optional<StoredEvent> event = store.find(id);
    if (event.isEmpty()) {
      throw Expiry.of(store.state()).missing("no event " + id);
    }
    return event.get();
  }
}
