package dev.weft.cli.show;

import dev.weft.cli.OptionCommand;
import dev.weft.cli.Usage;
import dev.weft.cli.ask.Asking;
import dev.weft.cli.ask.Collector;
import dev.weft.cli.ask.Inquiry;
import dev.weft.cli.ask.Members;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code weft obj}: a live object, now or at a time. */
public final class ObjectCommand extends OptionCommand {
  private static final String HELP =
      """
      Usage: weft obj [OPTION]... ID
      Shows a live object: its fields, and through which values each has gone.
        ID                    The object's id; "weft query '| objects'" lists some.
            --at TIME         As it was then: 2026-11-20T09:14:02.5, -15m, or the key
                              of an event.
            --history         Every change, one a line.
            --watch           Go on as it changes, until it is finished.
      """
          + AnswerOptions.HELP
          + """

          Examples:
            weft obj 91b0c5d4-0000-4000-8000-000000000001
            weft obj 91b0c5d4-0000-4000-8000-000000000001 --at -5m
          """;
  private static final Usage USAGE =
      AnswerOptions.usage(HELP, List.of("--at"), List.of("--history", "--watch"));

  /** For {@link java.util.ServiceLoader}. */
  public ObjectCommand() {
    super("obj", "show a live object and what it went through");
  }

  @Override
  public Usage usage() {
    return USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) throws IOException, InterruptedException {
    AnswerOptions options = new AnswerOptions(given);
    String id = AnswerOptions.operand(given, "the id of an object");
    Map<String, String> parameters = new LinkedHashMap<>();
    given.value("--at").ifPresent(at -> parameters.put("at", at));
    parameters.put("tz", Questions.zone(options.look));
    if (given.has("--watch")) {
      return watch(options, id, streams);
    }
    try (Asking asking = options.ask.open(streams)) {
      if (options.link) {
        streams
            .out()
            .println(asking.page("/o/" + Inquiry.escaped(id) + Inquiry.escaped(parameters)));
        return FOUND;
      }
      Members object = asking.object("/objects/" + id, parameters);
      if (options.json) {
        streams.out().println(new JsonWriter().value(object.all()));
      } else {
        ObjectPicture picture = new ObjectPicture(options.look, streams);
        picture.draw(object);
        if (given.has("--history")) {
          picture.history(object);
        }
      }
      streams.out().flush();
      return FOUND;
    }
  }

  private static int watch(AnswerOptions options, String id, Streams streams)
      throws IOException, InterruptedException {
    Collector collector = options.ask.collector();
    Redrawing redrawing =
        new Redrawing(collector, "object:\"" + id + "\"", streams) {
          @Override
          boolean draw() throws IOException, InterruptedException {
            Members object = collector.object("/objects/" + id, Map.of());
            if (options.json) {
              streams.out().println(new JsonWriter().value(object.all()));
            } else {
              new ObjectPicture(options.look, streams).draw(object);
            }
            return !object.text("status", "").equals("finished");
          }
        };
    redrawing.run();
    return FOUND;
  }
}
