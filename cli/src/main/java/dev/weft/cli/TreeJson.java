package dev.weft.cli;

import dev.weft.event.Event;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Task;
import java.util.Locale;

/** A tree as one object of JSON, for programs. */
final class TreeJson {
  private final JsonWriter json = new JsonWriter();

  private TreeJson() {}

  static String write(Task root) {
    TreeJson writer = new TreeJson();
    writer.task(root);
    return writer.json.toString();
  }

  private void task(Task task) {
    json.beginObject().name("id").text(task.id().value());
    json.name("name").text(task.name().orElse(null));
    json.name("status").text(task.status().name().toLowerCase(Locale.ROOT));
    json.name("inferred").bool(task.inferred());
    json.name("source").text(task.source() == null ? null : task.source().identity());
    json.name("host").text(task.source() == null ? null : task.source().host());
    json.name("begun").text(task.begin() == null ? null : task.begin().time().toString());
    json.name("ended").text(task.end() == null ? null : task.end().time().toString());
    json.name("events").number(task.totals().events());
    json.name("tasks").number(task.totals().tasks());
    json.name("holes").number(task.totals().holes());
    json.name("failures").number(task.totals().failures());
    json.name("repeated").bool(task.repeated());
    json.name("fields").value(task.begin() == null ? null : task.begin().fields());
    json.name("items").beginArray();
    task.items().forEach(this::item);
    json.endArray().endObject();
  }

  private void item(Item item) {
    json.beginObject();
    if (item instanceof Item.Said said) {
      json.name("record").number(said.number());
      json.name("late").bool(said.late());
      event(said.event());
    } else if (item instanceof Item.Child child) {
      json.name("placed").text(child.placement().name().toLowerCase(Locale.ROOT));
      json.name("behindMicros").number(child.behind().toNanos() / 1000);
      json.name("task");
      task(child.task());
    } else if (item instanceof Item.Gap gap) {
      json.name("missing").beginArray().number(gap.from()).number(gap.to()).endArray();
      json.name("reported").number(gap.reported());
    } else if (item instanceof Item.Unseen unseen) {
      json.name("unseen").beginArray().number(unseen.from()).number(unseen.to()).endArray();
      json.name("handedOver").bool(unseen.handedOver());
    }
    json.endObject();
  }

  private void event(Event event) {
    json.name("time").text(event.time().toString());
    if (event instanceof Event.Logged logged) {
      json.name("level").text(logged.level().name());
      json.name("logger").text(logged.logger());
      json.name("message").text(logged.message());
      json.name("exception").text(logged.failure() == null ? null : logged.failure().trace());
    } else if (event instanceof Event.ObjectChanged changed) {
      json.name("object").text(changed.objectId());
      json.name("message").text(changed.message());
    }
    json.name("fields").value(event.fields());
  }
}
