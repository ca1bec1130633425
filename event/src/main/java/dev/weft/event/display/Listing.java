package dev.weft.event.display;

import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is a list of objects, in whichever form is asked for: a document that holds the
 * list under a name, a line each, or a table. Used by one thread.
 */
final class Listing {
  private final List<String> columns;
  private final Format format;
  private final JsonWriter json = new JsonWriter();
  private final List<Consumer<JsonWriter>> beside = new ArrayList<>();
  private final @Nullable Csv csv;
  private boolean complete = true;
  private @Nullable String cursor;

  /**
   * An empty list.
   *
   * @param name what the list is called in the document
   * @param columns what of each object the table shows
   */
  Listing(String name, List<String> columns, Asked asked) throws Refusal {
    this.columns = columns;
    this.format = asked.format();
    this.csv = format == Format.CSV ? new Csv(columns, asked.zone()) : null;
    if (format == Format.JSON) {
      json.beginObject().name(name).beginArray();
    }
  }

  /** Adds an object, which {@code write} writes. */
  void add(Consumer<JsonWriter> write) {
    if (csv == null) {
      write.accept(json);
      if (format == Format.NDJSON) {
        json.endLine();
      }
      return;
    }
    json.reset();
    write.accept(json);
    csv.add(cells(csv(json), columns));
  }

  private static Map<?, ?> csv(JsonWriter written) {
    return JsonReader.read(written.toBytes()) instanceof Map<?, ?> object ? object : Map.of();
  }

  /** The object's values, in the order of the columns; a column {@code a} of columns too. */
  private static List<@Nullable Object> cells(Map<?, ?> object, List<String> columns) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (String column : columns) {
      cells.add(object.get(column));
    }
    return cells;
  }

  /** Adds a member beside the list, of the document only. */
  Listing beside(Consumer<JsonWriter> write) {
    beside.add(write);
    return this;
  }

  /** Says that something is missing that belongs here. */
  Listing partial() {
    complete = false;
    return this;
  }

  /** Says how to go on. */
  Listing next(@Nullable Object nextCursor) {
    cursor = nextCursor == null ? null : nextCursor.toString();
    return this;
  }

  Answer answer() {
    if (csv != null) {
      return Answer.of(format, complete, cursor, csv.toBytes());
    }
    if (format == Format.JSON) {
      json.endArray();
      beside.forEach(write -> write.accept(json));
      if (cursor != null) {
        json.name("cursor").text(cursor);
      }
      json.name("complete").bool(complete).endObject();
    }
    return Answer.of(format, complete, cursor, json.toBytes());
  }
}
