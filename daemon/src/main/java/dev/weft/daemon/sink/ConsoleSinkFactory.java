package dev.weft.daemon.sink;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SinkFactory;
import java.util.List;

/** Makes sinks that print to standard output. */
public final class ConsoleSinkFactory implements SinkFactory {
  /** For the service loader. */
  public ConsoleSinkFactory() {}

  @Override
  public String type() {
    return "console";
  }

  @Override
  public String summary() {
    return "prints to standard output";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.withDefault(
                "format",
                Option.Kind.TEXT,
                "line",
                "line: time, level, name and message; json: records as they are, one a line")
            .oneOf("line", "json"));
  }

  @Override
  public Sink create(Options options) {
    return new ConsoleSink(System.out, options.text("format").equals("json"));
  }
}
