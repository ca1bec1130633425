package dev.weft.daemon.sink;

import dev.weft.event.flow.ConfigurationException;
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
            .oneOf("line", "json"),
        Option.withDefault(
            "lines-per-second",
            Option.Kind.INTEGER,
            "1000",
            "with line: what comes beyond that is summed up as \"… 12,431 more\"; 0 shows all"));
  }

  @Override
  public Sink create(Options options) {
    long linesPerSecond = options.integer("lines-per-second");
    if (linesPerSecond < 0) {
      throw new ConfigurationException(
          "lines-per-second", "\"lines-per-second: " + linesPerSecond + "\" is below 0");
    }
    return new ConsoleSink(
        System.out, options.text("format").equals("json"), linesPerSecond, System::nanoTime);
  }
}
