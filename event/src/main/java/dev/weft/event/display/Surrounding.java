package dev.weft.event.display;

import dev.weft.event.ScopeId;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Surroundings;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Search;
import dev.weft.event.store.Selection;
import dev.weft.event.store.Sketch;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened before and after an event, in one of its scopes. Usable from any thread. */
final class Surrounding {
  private static final FieldPath THREAD = FieldPath.of(WireKey.THREAD_NAME);
  private static final FieldPath PROCESS = FieldPath.of(WireKey.PROCESS);
  private static final FieldPath OLD_PROCESS = FieldPath.of("pid");
  private static final int MOST = 1_000;

  private final EventStore store;
  private final EventAnswers events;

  Surrounding(EventStore store, EventAnswers events) {
    this.store = store;
    this.events = events;
  }

  /** A scope and the query that selects it. */
  private record Scope(String name, String query) {}

  Answer answer(Asked asked) throws IOException, Refusal {
    StoredEvent event = events.find(asked.captured(0));
    Scope scope = scope(event, asked.choice(Parameter.SCOPE));
    Selection selection = new Selection(asked.query(scope.query()), null, null);
    List<StoredEvent> before =
        new ArrayList<>(side(selection, event, asked.number(Parameter.BEFORE, 50, 0, MOST), true));
    Collections.reverse(before);
    List<StoredEvent> after =
        side(selection, event, asked.number(Parameter.AFTER, 50, 0, MOST), false);
    Set<EventId> matches = matches(asked, scope, before, event, after);
    JsonWriter json = new JsonWriter().beginObject().name("scope").text(scope.name());
    EventRow row = new EventRow();
    rows(json.name("before"), row, before, matches);
    json.name("event");
    row(json, row, event, matches);
    rows(json.name("after"), row, after, matches);
    return Answer.of(json.endObject());
  }

  private List<StoredEvent> side(Selection selection, StoredEvent event, int limit, boolean before)
      throws IOException {
    return limit == 0
        ? List.of()
        : store
            .search(
                new Search(
                    selection,
                    before ? Search.Order.NEWEST_FIRST : Search.Order.OLDEST_FIRST,
                    limit,
                    event.cursor()))
            .events();
  }

  /** The scope, or the next wider one that the event has. */
  private static Scope scope(StoredEvent event, String wanted) {
    RawEvent view = event.view();
    ScopeId task = event.id().scope();
    String host = Sketch.host(view);
    String onHost = host == null ? null : "host:" + Quoted.of(host);
    String number = number(view);
    String process =
        number == null || onHost == null ? null : onHost + " process:" + Quoted.of(number);
    String thread = view.text(THREAD);
    return switch (wanted) {
      case "task" -> task == null ? scope(event, "thread") : within(wanted, task.value());
      case "tree" -> task == null ? scope(event, "thread") : within(wanted, task.root());
      case "thread" ->
          thread == null || process == null
              ? scope(event, "process")
              : new Scope(wanted, process + " thread:" + Quoted.of(thread));
      case "process" -> process == null ? scope(event, "host") : new Scope(wanted, process);
      case "host" -> onHost == null ? scope(event, "all") : new Scope(wanted, onHost);
      default -> new Scope("all", "");
    };
  }

  /** The process's number, as {@code process:} of a query has it. */
  private static @Nullable String number(RawEvent event) {
    String number = event.text(PROCESS);
    return number != null ? number : event.text(OLD_PROCESS);
  }

  private static Scope within(String name, String task) {
    return new Scope(name, "task:" + Quoted.of(task));
  }

  /** Which of the events match the question's query; null where it has none. */
  private @Nullable Set<EventId> matches(
      Asked asked,
      Scope scope,
      List<StoredEvent> before,
      StoredEvent event,
      List<StoredEvent> after)
      throws IOException, Refusal {
    if (asked.text(Parameter.QUERY) == null) {
      return null;
    }
    SearchQuery query = asked.query(Parameter.QUERY);
    Stages.refuse(query);
    List<StoredEvent> all = new ArrayList<>(before);
    all.add(event);
    all.addAll(after);
    Set<EventId> matches = new HashSet<>();
    if (query.alone()) {
      RawEvent view = new RawEvent();
      for (StoredEvent one : all) {
        if (query.matches(view.over(one.json()), Surroundings.NONE)) {
          matches.add(one.id());
        }
      }
      return matches;
    }
    Instant from = Times.instant(all.get(0).cursor().micros());
    Instant to = Times.instant(all.get(all.size() - 1).cursor().micros() + 1);
    SearchQuery both = asked.query("(" + query + ") " + scope.query());
    Search search =
        new Search(new Selection(both, from, to), Search.Order.OLDEST_FIRST, 10_000, null);
    store.search(search).events().forEach(match -> matches.add(match.id()));
    return matches;
  }

  private static void rows(
      JsonWriter json, EventRow row, List<StoredEvent> events, @Nullable Set<EventId> matches) {
    json.beginArray();
    for (StoredEvent event : events) {
      row(json, row, event, matches);
    }
    json.endArray();
  }

  private static void row(
      JsonWriter json, EventRow row, StoredEvent event, @Nullable Set<EventId> matches) {
    json.beginObject();
    row.members(json, event);
    if (matches != null && matches.contains(event.id())) {
      json.name("match").bool(true);
    }
    json.endObject();
  }
}
