package dev.weft.daemon.sink;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SinkFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Makes sinks that write NDJSON files. */
public final class FileSinkFactory implements SinkFactory {
  /** For the service loader. */
  public FileSinkFactory() {}

  @Override
  public String type() {
    return "file";
  }

  @Override
  public String summary() {
    return "writes NDJSON files, a new one by time or size";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.required(
            "path", Option.Kind.TEXT, "where to; %Y %m %d %H stand for the time, in UTC"),
        Option.optional(
            "rotate-size", Option.Kind.SIZE, "a file that would grow beyond this gets a number"),
        Option.optional(
            "rotate-every", Option.Kind.DURATION, "a file older than this gets a number"),
        Option.withDefault("compress", Option.Kind.TEXT, "none", "what becomes of finished files")
            .oneOf("none", "gzip"),
        Option.optional(
            "keep-files", Option.Kind.INTEGER, "how many finished files are kept; all by default"),
        Option.optional(
            "keep-age", Option.Kind.DURATION, "how old finished files get; any age by default"),
        Option.optional(
            "keep-size", Option.Kind.SIZE, "how much all finished files take; any by default"),
        Option.withDefault(
            "flush",
            Option.Kind.TEXT,
            "batch",
            "batch: nothing stays in memory; or a time such as 1s for which records may be"
                + " gathered"));
  }

  @Override
  public Sink create(Options options) {
    return new FileSink(settings(options), Clock.systemUTC());
  }

  static FileSinkSettings settings(Options options) {
    return new FileSinkSettings(
        options.name(),
        new PathTemplate(options.text("path")),
        options.has("rotate-size") ? options.bytes("rotate-size") : 0,
        span(options, "rotate-every"),
        options.text("compress").equals("gzip"),
        options.has("keep-files") ? options.integer("keep-files") : 0,
        span(options, "keep-age"),
        options.has("keep-size") ? options.bytes("keep-size") : 0,
        options.text("flush").equals("batch") ? Duration.ZERO : options.duration("flush"));
  }

  private static Duration span(Options options, String key) {
    return options.has(key) ? options.duration(key) : Duration.ZERO;
  }
}
