package dev.weft.cli.show;

import dev.weft.cli.LookOptions;
import dev.weft.cli.Paint;
import dev.weft.cli.Visible;
import dev.weft.cli.Words;
import dev.weft.cli.Zone;
import dev.weft.cli.ask.Members;
import dev.weft.event.command.Streams;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** A group of errors in three lines. Used by one thread. */
final class ErrorPicture {
  private static final String BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final String ASCII_BARS = ".:-=+*#@";
  private static final int COUNT_WIDTH = 7;
  private static final int MOST_HOSTS = 4;

  private final Paint paint;
  private final Visible visible;
  private final Zone zone;
  private final boolean ascii;
  private final PrintStream out;

  ErrorPicture(LookOptions look, Streams streams) {
    this.paint = look.paint(streams.terminal());
    this.visible = new Visible(look.ascii);
    this.zone = look.zone();
    this.ascii = look.ascii;
    this.out = streams.out();
  }

  void draw(Members group) {
    String count = Words.grouped(group.whole("count", 0));
    String message = group.text("message", "");
    out.println(
        " ".repeat(Math.max(0, COUNT_WIDTH - count.length()))
            + paint.strong(count)
            + "  "
            + paint.bad(visible.line(group.text("title", "?")))
            + (message.isEmpty() ? "" : ": " + visible.line(message)));
    String indent = " ".repeat(COUNT_WIDTH + 2);
    String place = group.text("place") == null ? "" : "at " + group.text("place") + ", ";
    out.println(
        indent
            + visible.line(place)
            + "in "
            + Words.count(group.whole("trees", 0), "tree")
            + hosts(group.object("hosts")));
    out.println(
        indent
            + spark(group.list("spark"))
            + "  "
            + paint.dim(
                zone.full(RowEvents.time(group.whole("first", 0)))
                    + " to "
                    + zone.full(RowEvents.time(group.whole("last", 0)))
                    + "  "
                    + visible.line(group.text("fingerprint", ""))));
  }

  void reasons(Members group) {
    for (String reason : group.texts("reasons")) {
      out.println(" ".repeat(COUNT_WIDTH + 2) + paint.dim("same " + visible.line(reason)));
    }
  }

  private String hosts(Members hosts) {
    if (hosts.all().isEmpty()) {
      return "";
    }
    String named =
        hosts.all().keySet().stream()
            .sorted((a, b) -> Long.compare(hosts.whole(b, 0), hosts.whole(a, 0)))
            .limit(MOST_HOSTS)
            .map(host ->
                visible.line(host)
                    + (ascii ? " x" : " \u00d7")
                    + Words.grouped(hosts.whole(host, 0)))
            .collect(Collectors.joining(", "));
    int more = hosts.all().size() - MOST_HOSTS;
    return ", on " + named + (more > 0 ? " and " + more + " more" : "");
  }

  private String spark(List<?> counts) {
    long most =
        counts.stream()
            .mapToLong(count -> count instanceof Number n ? n.longValue() : 0)
            .max()
            .orElse(0);
    String bars = ascii ? ASCII_BARS : BARS;
    StringBuilder text = new StringBuilder();
    for (Object each : counts) {
      long count = each instanceof Number number ? number.longValue() : 0;
      text.append(count == 0 ? ' ' : bars.charAt((int) ((count * bars.length() - 1) / most)));
    }
    return '[' + text.toString() + ']';
  }
}
