package dev.weft.event.display;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.collate.Hole;
import dev.weft.event.collate.ObjectTable;
import dev.weft.event.collate.ObjectView;
import dev.weft.event.store.EventId;
import dev.weft.event.store.Sketch;
import dev.weft.event.store.StoredEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A live object at an instant, and all that its changes tell: what each field was when, and what
 * was said. Made for one answer, by one thread.
 */
final class ObjectPicture {
  /** Of a field's steps, and of moments, the latest are kept. */
  private static final int MOST_STEPS = 1_000;

  private static final int MOST_FIELDS = 1_000;

  private final String id;
  private final List<Change> changes;
  private final Until until;
  private final @Nullable ObjectView view;
  private final @Nullable Change latest;

  private ObjectPicture(
      String id,
      List<Change> changes,
      Until until,
      @Nullable ObjectView view,
      @Nullable Change latest) {
    this.id = id;
    this.changes = changes;
    this.until = until;
    this.view = view;
    this.latest = latest;
  }

  /** A change as stored, and read. */
  record Change(StoredEvent event, ObjectChanged change) {
    long micros() {
      return event.cursor().micros();
    }
  }

  /**
   * Up to when the object is looked at.
   *
   * @param event the last event that counts; null where time decides
   * @param time the last time that counts; null for all
   */
  record Until(@Nullable EventId event, @Nullable Instant time) {}

  /**
   * The picture of an object.
   *
   * @param changes in the order in which it made them, at least one
   */
  static ObjectPicture of(String id, List<Change> changes, Until until) {
    ObjectTable table = ObjectTable.bounded(1, Long.MAX_VALUE);
    boolean listed =
        until.event() != null
            && changes.stream().anyMatch(change -> change.event().id().equals(until.event()));
    Change latest = null;
    for (Change change : changes) {
      if (!listed && until.time() != null && change.change().time().isAfter(until.time())) {
        continue;
      }
      table.apply(change.change());
      latest = change;
      if (listed && change.event().id().equals(until.event())) {
        break;
      }
    }
    return new ObjectPicture(id, changes, until, table.view(id).orElse(null), latest);
  }

  JsonWriter document() {
    JsonWriter json = new JsonWriter().beginObject().name("id").text(id);
    Change shown = latest == null ? changes.get(0) : latest;
    name(json);
    json.name("status").text(status());
    if (view != null && view.end() != null) {
      if (view.end().why() != null) {
        json.name("why").text(view.end().why());
      }
      if (view.end().elapsed() != null) {
        json.name("elapsed").number(view.end().elapsed().toNanos() / 1e9);
      }
    }
    if (view != null && view.born() != null) {
      json.name("born").number(Times.micros(view.born()));
    }
    json.name("first").number(changes.stream().mapToLong(Change::micros).min().orElse(0));
    json.name("last").number(changes.stream().mapToLong(Change::micros).max().orElse(0));
    json.name("changes").number(changes.size());
    json.name("at").number(until.time() == null ? shown.micros() : Times.micros(until.time()));
    if (view != null && view.sequence().isPresent()) {
      json.name("seq").number(view.sequence().getAsLong());
    }
    origin(json, shown);
    state(json);
    history(json);
    moments(json);
    return json.endObject();
  }

  private void name(JsonWriter json) {
    String name = view == null ? null : view.routingKey();
    for (Change change : changes) {
      name = name == null ? change.change().routingKey() : name;
    }
    if (name != null) {
      json.name("name").text(name);
    }
  }

  private String status() {
    if (view == null) {
      return "unborn";
    }
    if (view.end() == null) {
      return "living";
    }
    return view.end().fleeting() ? "transient" : "finished";
  }

  private void origin(JsonWriter json, Change shown) {
    if (shown.change().key() != null) {
      json.name("task").text(shown.change().key().scope().value());
    }
    String host = Sketch.host(shown.event().view());
    String process = Sketch.process(shown.event().view());
    if (host != null) {
      json.name("host").text(host);
    }
    if (process != null) {
      json.name("process").text(process);
    }
  }

  private void state(JsonWriter json) {
    json.name("completeness");
    json.text(view == null ? "partial" : view.completeness().name().toLowerCase(Locale.ROOT));
    json.name("missing").beginArray();
    if (view != null) {
      for (Hole hole : view.missing()) {
        json.beginArray().number(hole.first()).number(hole.last()).endArray();
      }
    }
    json.endArray().name("headers");
    values(json, view == null ? Map.of() : view.headers());
    json.name("state");
    values(json, view == null ? Map.of() : view.state());
  }

  private static void values(JsonWriter json, Map<String, Object> values) {
    json.beginObject();
    values.forEach((name, value) -> {
      json.name(name);
      RawValues.writeCut(json, value);
    });
    json.endObject();
  }

  /** What a change made of a field. */
  private record Step(Change change, boolean removed, @Nullable Object value) {}

  private void history(JsonWriter json) {
    Map<String, Deque<Step>> steps = new LinkedHashMap<>();
    for (Change change : changes) {
      change
          .change()
          .set()
          .forEach((name, value) -> add(steps, name, new Step(change, false, value)));
      for (String name : change.change().removed()) {
        add(steps, name, new Step(change, true, null));
      }
    }
    json.name("history").beginArray();
    steps.entrySet().stream()
        .limit(MOST_FIELDS)
        .forEach(field -> {
          json.beginObject().name("field").text(field.getKey()).name("steps").beginArray();
          field.getValue().forEach(step -> step(json, step));
          json.endArray().endObject();
        });
    json.endArray();
  }

  private static void add(Map<String, Deque<Step>> steps, String name, Step step) {
    Deque<Step> known = steps.computeIfAbsent(name, unused -> new ArrayDeque<>());
    Step before = known.peekLast();
    boolean repeated =
        before != null
            && step.change().change().kind() == ObjectKind.SNAPSHOT
            && Objects.equals(before.value(), step.value());
    if (!repeated) {
      known.addLast(step);
    }
    if (known.size() > MOST_STEPS) {
      known.removeFirst();
    }
  }

  private static void step(JsonWriter json, Step step) {
    json.beginObject();
    when(json, step.change());
    if (step.removed()) {
      json.name("removed").bool(true);
    } else {
      json.name("value");
      RawValues.writeCut(json, step.value());
    }
    json.endObject();
  }

  private static void when(JsonWriter json, Change change) {
    json.name("time").number(change.micros());
    if (change.change().sequence().isPresent()) {
      json.name("seq").number(change.change().sequence().getAsLong());
    }
    json.name("id").text(change.event().id().toString());
  }

  private void moments(JsonWriter json) {
    List<Change> said = new ArrayList<>();
    for (Change change : changes) {
      if (change.change().message() != null || change.change().kind() != ObjectKind.UPDATED) {
        said.add(change);
      }
    }
    json.name("moments").beginArray();
    for (Change change : said.subList(Math.max(0, said.size() - MOST_STEPS), said.size())) {
      json.beginObject();
      when(json, change);
      json.name("level").text(LevelWord.of(change.change().level()));
      json.name("status").text(change.change().kind().name().toLowerCase(Locale.ROOT));
      String message = change.change().message();
      if (message != null) {
        json.name("message").text(RawValues.beginning(message, RawValues.LONGEST_TEXT));
      }
      json.endObject();
    }
    json.endArray();
  }
}
