package dev.weft.daemon.filter;

import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.flow.Filter;
import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes filters that put the same fields into every record. */
public final class AddFilterFactory implements FilterFactory {
  /** For the service loader. */
  public AddFilterFactory() {}

  @Override
  public String type() {
    return "add";
  }

  @Override
  public String summary() {
    return "puts fields into every record, in place of those there";
  }

  @Override
  public List<Option> options() {
    return List.of(Option.optional(Option.ANY, Option.Kind.VALUE, "a field path and its value"));
  }

  @Override
  public Filter create(Options options) {
    Map<FieldPath, byte[]> fields = new LinkedHashMap<>();
    options
        .all()
        .forEach((name, value) ->
            fields.put(Paths.of(name, name), new JsonWriter().value(value).toBytes()));
    return event -> {
      fields.forEach(event::put);
      return true;
    };
  }
}
