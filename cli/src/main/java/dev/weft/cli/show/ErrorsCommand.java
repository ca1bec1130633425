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
import java.util.Map;

/** {@code weft errors}: errors in groups of the same fault. */
public final class ErrorsCommand extends OptionCommand {
  private static final int USUAL = 20;
  private static final String HELP =
      """
      Usage: weft errors [OPTION]... [QUERY]
      Shows errors in groups of the same fault, most frequent first: how many, in how
      many trees, where, when, and how they are spread over the time.
        QUERY                 Only events that match.
            --since TIME      At TIME or later: 2026-11-20, 2026-11-20T09:14, -15m.
            --until TIME      Before TIME.
        -n, --lines N         The N most frequent. Default 20.
            --id FINGERPRINT  One group, and its newest errors.
            --line            For a person, also where output is no terminal; there a
                              group is a line of JSON otherwise.
      """
          + AnswerOptions.HELP
          + """

          Examples:
            weft errors --since -1d
            weft errors 'host:pay-*' -n 5
            weft errors --id 91b0c5d4e3f2a1b0
          """;
  private static final Usage USAGE =
      AnswerOptions.usage(
          HELP, List.of("--since", "--until", "-n --lines", "--id"), List.of("--line"));

  /** For {@link java.util.ServiceLoader}. */
  public ErrorsCommand() {
    super("errors", "show errors in groups of the same fault");
  }

  @Override
  public Usage usage() {
    return USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) throws IOException, InterruptedException {
    AnswerOptions options = new AnswerOptions(given);
    Map<String, String> selection =
        Questions.selection(String.join(" ", given.operands()), given, options.look);
    String id = given.value("--id").orElse("");
    try (Asking asking = options.ask.open(streams)) {
      if (options.link) {
        String lens = Inquiry.escaped(Questions.with(selection, "lens", "err"));
        streams.out().println(asking.page(id.isEmpty() ? "/s" + lens : "/errors/" + id));
        return FOUND;
      }
      int status =
          id.isEmpty()
              ? groups(given, options, asking, selection, streams)
              : one(asking.object("/errors/" + id, selection), options, streams);
      streams.out().flush();
      return status;
    }
  }

  private static int groups(
      Arguments given,
      AnswerOptions options,
      Asking asking,
      Map<String, String> selection,
      Streams streams)
      throws IOException, InterruptedException {
    int top = given.count("--lines").orElse(USUAL);
    Members answer = asking.object("/errors", Questions.with(selection, "top", top));
    List<Members> groups = answer.objects("groups");
    if (options.json) {
      streams.out().println(new JsonWriter().value(answer.all()));
    } else if (streams.terminal() || given.has("--line")) {
      ErrorPicture picture = new ErrorPicture(options.look, streams);
      groups.forEach(picture::draw);
    } else {
      groups.forEach(group -> streams.out().print(new JsonWriter().value(group.all()) + "\n"));
    }
    return groups.isEmpty() ? NOTHING_FOUND : FOUND;
  }

  private static int one(Members group, AnswerOptions options, Streams streams) {
    if (options.json) {
      streams.out().println(new JsonWriter().value(group.all()));
      return FOUND;
    }
    ErrorPicture picture = new ErrorPicture(options.look, streams);
    picture.draw(group);
    picture.reasons(group);
    RowPrinter rows =
        new RowPrinter(Shape.LINE, List.of(), options.look, streams.terminal(), streams.out());
    group.objects("rows").forEach(rows::print);
    return FOUND;
  }
}
