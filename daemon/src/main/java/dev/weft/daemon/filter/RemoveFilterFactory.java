package dev.weft.daemon.filter;

import dev.weft.event.codec.FieldPath;
import dev.weft.event.flow.Filter;
import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import java.util.List;

/** Makes filters that take fields out of every record. */
public final class RemoveFilterFactory implements FilterFactory {
  /** For the service loader. */
  public RemoveFilterFactory() {}

  @Override
  public String type() {
    return "remove";
  }

  @Override
  public String summary() {
    return "takes fields out of every record";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.required("fields", Option.Kind.TEXTS, "field paths, such as args or context.debug"));
  }

  @Override
  public Filter create(Options options) {
    List<FieldPath> paths = Paths.all(options, "fields");
    return event -> {
      for (FieldPath path : paths) {
        event.remove(path);
      }
      return true;
    };
  }
}
