package dev.weft.event.display;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Facet;
import java.io.IOException;

/** Answers what may stand where somebody types. Usable from any thread, as its store is. */
final class SuggestAnswers {
  private static final int TOP = 20;

  private final EventStore store;

  SuggestAnswers(EventStore store) {
    this.store = store;
  }

  Answer suggest(Asked asked) throws IOException, Refusal {
    String text = asked.text(Parameter.QUERY);
    String query = text == null ? "" : text;
    int to = asked.number(Parameter.POSITION, query.length(), 0, query.length());
    int from = to;
    while (from > 0 && !Character.isWhitespace(query.charAt(from - 1))) {
      from--;
    }
    String word = query.substring(from, to);
    int colon = word.indexOf(':');
    JsonWriter json = new JsonWriter().beginObject();
    json.name("from").number(colon < 0 ? from : from + colon + 1).name("to").number(to);
    json.name("items").beginArray();
    if (colon < 0) {
      for (String field : store.fields(word, TOP)) {
        json.beginObject().name("text").text(field + ':').name("kind").text("field").endObject();
      }
    } else {
      String prefix = word.substring(colon + 1);
      for (Facet.Count value : store.suggest(word.substring(0, colon), prefix, TOP)) {
        json.beginObject().name("text").text(value.value()).name("kind").text("value");
        json.name("count").number(value.count()).endObject();
      }
    }
    return Answer.of(json.endArray().endObject());
  }
}
