package dev.weft.event.display;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about live objects. Usable from any thread, as its store is. */
final class ObjectAnswers {
  private final EventStore store;

  ObjectAnswers(EventStore store) {
    this.store = store;
  }

  Answer picture(Asked asked) throws IOException, Refusal {
    String id = asked.captured(0);
    return Answer.of(ObjectPicture.of(id, of(id), until(asked)).document());
  }

  /** Whether a change had been made at the time or event that {@code at} names. */
  private ObjectPicture.Until until(Asked asked) throws IOException, Refusal {
    String at = asked.text(Parameter.AT);
    if (at == null) {
      return new ObjectPicture.Until(null, null);
    }
    Optional<EventId> event = EventId.parse(at);
    if (event.isPresent()) {
      Optional<StoredEvent> found = store.find(event.get());
      if (found.isEmpty()) {
        throw Expiry.of(store.state()).missing("no event " + at);
      }
      return new ObjectPicture.Until(event.get(), Times.instant(found.get().cursor().micros()));
    }
    Instant time = asked.time(Parameter.AT);
    return new ObjectPicture.Until(null, time);
  }

  private List<ObjectPicture.Change> of(String id) throws IOException, Refusal {
    List<ObjectPicture.Change> changes = new ArrayList<>();
    for (StoredEvent event : store.changes(id)) {
      if (EventDecoder.decode(event.json()) instanceof ObjectChanged change) {
        changes.add(new ObjectPicture.Change(event, change));
      }
    }
    if (changes.isEmpty()) {
      throw Expiry.of(store.state()).missing("no change of the object " + id);
    }
    return changes;
  }

  Answer changes(Asked asked) throws IOException, Refusal {
    List<ObjectPicture.Change> changes = of(asked.captured(0));
    int from = behind(asked.text(Parameter.CURSOR), changes);
    int to = Math.min(changes.size(), from + asked.limit());
    List<String> columns = new ArrayList<>(EventRow.COLUMNS);
    columns.addAll(List.of("n", "set", "removed"));
    Listing rows = new Listing("rows", columns, asked);
    EventRow row = new EventRow();
    for (ObjectPicture.Change change : changes.subList(from, to)) {
      rows.add(json -> {
        json.beginObject();
        row.members(json, change.event());
        change(json, change.change());
        json.endObject();
      });
    }
    rows.next(to < changes.size() ? changes.get(to - 1).event().id() : null);
    return rows.answer();
  }

  private static int behind(@Nullable String cursor, List<ObjectPicture.Change> changes)
      throws Refusal {
    if (cursor == null) {
      return 0;
    }
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).event().id().toString().equals(cursor)) {
        return i + 1;
      }
    }
    throw Refusal.parameter(
        "\"" + cursor + "\" is no cursor of this object",
        List.of("the cursor of the answer before"),
        null);
  }

  private static void change(JsonWriter json, ObjectChanged change) {
    if (change.sequence().isPresent()) {
      json.name("n").number(change.sequence().getAsLong());
    }
    json.name("set").beginObject();
    change
        .set()
        .forEach((name, value) -> {
          json.name(name);
          RawValues.writeCut(json, value);
        });
    json.endObject().name("removed").beginArray();
    change.removed().stream().sorted().forEach(json::text);
    json.endArray();
  }
}
