package dev.weft.event.display;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.query.Completions;
import dev.weft.event.query.Completions.Wanted;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Facet;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Answers what may stand where somebody types. Usable from any thread, as its store is. */
final class SuggestAnswers {
  private static final int TOP = 20;

  private final EventStore store;

  SuggestAnswers(EventStore store) {
    this.store = store;
  }

  Answer suggest(Asked asked) throws IOException, Refusal {
    String text = asked.raw(Parameter.QUERY);
    int caret = asked.number(Parameter.POSITION, text.length(), 0, Integer.MAX_VALUE);
    Completions found = Completions.at(text, caret);
    JsonWriter json = new JsonWriter().beginObject();
    json.name("from").number(found.from()).name("to").number(found.to());
    json.name("items").beginArray();
    Set<String> written = new HashSet<>();
    if (found.wanted() == Wanted.VALUES) {
      values(json, found, written); // what is there comes before what could be
    }
    for (Completions.Item item : found.items()) {
      item(json, item, -1, written);
    }
    if (found.wanted() == Wanted.FIELDS || found.wanted() == Wanted.COLUMNS) {
      for (String name : store.fields(found.storeTyped(), TOP)) {
        item(json, found.item(name), -1, written);
      }
    }
    return Answer.of(json.endArray().endObject());
  }

  private void values(JsonWriter json, Completions found, Set<String> written) throws IOException {
    String field = found.field();
    if (field == null) {
      return;
    }
    for (Facet.Count value : store.suggest(field, found.storeTyped(), TOP)) {
      if (value.value().length() <= RawValues.LONGEST_TEXT) {
        item(json, found.item(value.value()), value.count(), written);
      }
    }
  }

  private static void item(
      JsonWriter json, Completions.Item item, long count, Set<String> written) {
    if (!written.add(item.text())) {
      return;
    }
    json.beginObject().name("text").text(item.text());
    json.name("kind").text(item.kind().name().toLowerCase(Locale.ROOT));
    if (count >= 0) {
      json.name("count").number(count);
    }
    if (!item.note().isEmpty()) {
      json.name("note").text(item.note());
    }
    json.endObject();
  }
}
