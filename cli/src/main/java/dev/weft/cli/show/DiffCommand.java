package dev.weft.cli.show;

import dev.weft.cli.OptionCommand;
import dev.weft.cli.Usage;
import dev.weft.cli.ask.Asking;
import dev.weft.cli.ask.Members;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code weft diff}: what differs between two trees, or between two events. */
public final class DiffCommand extends OptionCommand {
  private static final String HELP =
      """
      Usage: weft diff [OPTION]... ID ID
      Shows what differs between two trees, or between two events.
        ID                    Twice the id of a tree, eight digits of it or more; or
                              twice the key of an event.
            --all             Also what is the same.
      """
          + AnswerOptions.HELP
          + """

          Examples:
            weft diff 7c9f2c1e 91b0c5d4
            weft diff 3@7c9f2c1e/1/2 3@91b0c5d4/1/2
          Exit status: 0 they differ, 1 they do not.
          """;
  private static final Usage USAGE = AnswerOptions.usage(HELP, List.of(), List.of("--all"));

  /** For {@link java.util.ServiceLoader}. */
  public DiffCommand() {
    super("diff", "show what differs between two trees or events");
  }

  @Override
  public Usage usage() {
    return USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) throws IOException, InterruptedException {
    AnswerOptions options = new AnswerOptions(given);
    if (given.operands().size() != 2) {
      throw new IllegalArgumentException(
          "two ids of trees, or two keys of events, are needed; there are "
              + given.operands().size());
    }
    String left = given.operands().get(0);
    String right = given.operands().get(1);
    if ((left.indexOf('@') > 0) != (right.indexOf('@') > 0)) {
      throw new IllegalArgumentException(
          "a tree and an event cannot be compared; give two of one kind");
    }
    DiffPicture picture = new DiffPicture(options.look, given.has("--all"), streams);
    try (Asking asking = options.ask.open(streams)) {
      if (options.link) {
        String page = asking.page("/t/" + left + "?diff=" + right);
        streams.out().println(page);
        return FOUND;
      }
      boolean differ;
      if (left.indexOf('@') > 0) {
        differ = picture.events(event(left, asking), event(right, asking));
      } else {
        Members answer = asking.object("/trees/" + left + "/diff/" + right, Map.of());
        if (options.json) {
          streams.out().println(new JsonWriter().value(answer.all()));
        }
        differ = picture.trees(answer, options.json);
      }
      streams.out().flush();
      return differ ? FOUND : NOTHING_FOUND;
    }
  }

  private static Members event(String key, Asking asking) throws IOException, InterruptedException {
    return asking.object("/events/" + Keys.whole(key, asking), Map.of()).object("record");
  }
}
