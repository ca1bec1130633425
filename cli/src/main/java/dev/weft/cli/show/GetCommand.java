package dev.weft.cli.show;

import dev.weft.cli.OptionCommand;
import dev.weft.cli.Usage;
import dev.weft.cli.ask.Asking;
import dev.weft.cli.ask.Inquiry;
import dev.weft.cli.ask.Members;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.List;

/** {@code weft get}: one event, whole. */
public final class GetCommand extends OptionCommand {
  private static final String HELP =
      """
      Usage: weft get [OPTION]... KEY
      Shows one event whole: all its values, its exception, the tasks around it.
        KEY                   Such as 3@7c9f2c1e/1/2: of a tree's id eight digits
                              will do where no other tree begins so.
            --record          Only the record, as it arrived.
      """
          + AnswerOptions.HELP
          + """

          Examples:
            weft get 3@7c9f2c1e/1/2
            weft get 3@7c9f2c1e/1/2 --local data/events.ndjson
          """;
  private static final Usage USAGE = AnswerOptions.usage(HELP, List.of(), List.of("--record"));

  /** For {@link java.util.ServiceLoader}. */
  public GetCommand() {
    super("get", "show one event whole");
  }

  @Override
  public Usage usage() {
    return USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) throws IOException, InterruptedException {
    AnswerOptions options = new AnswerOptions(given);
    String key = AnswerOptions.operand(given, "a key such as 3@7c9f2c1e/1/2");
    try (Asking asking = options.ask.open(streams)) {
      if (options.link) {
        streams.out().println(asking.page("/e/" + Inquiry.escaped(Keys.whole(key, asking))));
        return FOUND;
      }
      Members event = asking.object("/events/" + Keys.whole(key, asking), java.util.Map.of());
      if (given.has("--record") || options.json) {
        Object shown = given.has("--record") ? event.object("record").all() : event.all();
        streams.out().println(new JsonWriter().value(shown));
      } else {
        new EventPicture(options.look, streams).draw(event);
      }
      streams.out().flush();
      return FOUND;
    }
  }
}
