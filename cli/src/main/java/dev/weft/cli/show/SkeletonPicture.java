package dev.weft.cli.show;

import dev.weft.cli.Glyphs;
import dev.weft.cli.Line;
import dev.weft.cli.LineFormat;
import dev.weft.cli.LookOptions;
import dev.weft.cli.Paint;
import dev.weft.cli.Terminal;
import dev.weft.cli.Visible;
import dev.weft.cli.Words;
import dev.weft.cli.Zone;
import dev.weft.cli.ask.Members;
import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Streams;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws a tree as a collector answers it: nodes in order, each with its depth. One thread. */
final class SkeletonPicture {
  private static final int MOST_HOSTS = 4;

  private final Paint paint;
  private final Visible visible;
  private final Zone zone;
  private final Glyphs glyphs;
  private final PrintStream out;
  private final int width;
  private final int depth;
  private final boolean events;
  private final boolean errors;

  SkeletonPicture(Arguments given, LookOptions look, Streams streams) {
    this.paint = look.paint(streams.terminal());
    this.visible = new Visible(look.ascii);
    this.zone = look.zone();
    this.glyphs = Glyphs.of(look.ascii);
    this.out = streams.out();
    int columns = streams.terminal() && !given.has("--full") ? Terminal.columns() : 0;
    this.width = given.count("--width").orElse(columns);
    this.depth = given.count("--depth").orElse(Integer.MAX_VALUE);
    this.events = given.has("--events") || !given.has("--no-events");
    this.errors = given.has("--errors");
  }

  void draw(Members tree) {
    out.println(
        line()
            .add(visible.line(tree.text("root", "")), paint::dim)
            .add("  (" + counts(tree) + ')', paint::dim));
    List<Members> nodes = tree.objects("nodes").stream().filter(this::shown).toList();
    long top = nodes.stream().mapToLong(node -> node.whole("depth", 0)).min().orElse(0);
    List<Boolean> open = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Members node = nodes.get(i);
      int level = (int) (node.whole("depth", 0) - top);
      boolean last = last(nodes, i);
      while (open.size() > level) {
        open.remove(open.size() - 1);
      }
      StringBuilder prefix = new StringBuilder();
      open.forEach(goesOn -> prefix.append(goesOn ? glyphs.bar() : "    "));
      while (open.size() < level) {
        open.add(false);
        prefix.append("    ");
      }
      prefix.append(last ? glyphs.last() : glyphs.branch());
      open.add(!last);
      out.println(node(node, tree, level == 0, line().add(prefix.toString(), paint::dim)));
    }
    if (!tree.flag("complete") && tree.has("complete")) {
      out.println(
          line().add(glyphs.hole() + " parts of it are older than what is kept", paint::doubt));
    }
  }

  private Line line() {
    return new Line(width, glyphs.cut());
  }

  private static String counts(Members of) {
    long tasks = of.whole("tasks", 0);
    long holes = of.whole("holes", 0);
    return Words.count(of.whole("events", 0), "event")
        + (tasks > 1 ? ", " + Words.count(tasks, "task") : "")
        + (holes > 0 ? ", " + Words.grouped(holes) + " missing" : "");
  }

  private boolean shown(Members node) {
    if (node.whole("depth", 0) > depth) {
      return false;
    }
    return !node.text("type", "").equals("said")
        || (events && (!errors || RowEvents.level(node.text("level", "")).atLeast(Level.ERROR)));
  }

  private static boolean last(List<Members> nodes, int at) {
    long level = nodes.get(at).whole("depth", 0);
    for (Members later : nodes.subList(at + 1, nodes.size())) {
      long its = later.whole("depth", 0);
      if (its <= level) {
        return its < level;
      }
    }
    return true;
  }

  private Line node(Members node, Members tree, boolean root, Line line) {
    return switch (node.text("type", "")) {
      case "task" -> task(node, tree, root, line);
      case "said" -> said(node, line);
      case "run" -> run(node, line);
      case "gap" -> hole(gap(node), line);
      case "unseen" -> hole(unseen(node), line);
      case "more" ->
          line.add(
              glyphs.cut() + ' ' + Words.grouped(node.whole("count", 0)) + " more", paint::dim);
      default -> line.add(visible.line(node.text("type", "?")), paint::doubt);
    };
  }

  private Line task(Members task, Members tree, boolean root, Line line) {
    String path = task.text("path", "");
    String place = path.isEmpty() ? "" : '/' + Words.shortUuids(path);
    String name = task.text("name");
    if (task.text("status", "").equals("foreign")) {
      line.add(visible.line(place.isEmpty() ? "trace" : place), paint::dim);
    } else if (name == null) {
      line.add(glyphs.hole() + " ", paint::doubt).add(visible.line(place), paint::dim);
      line.add(place.isEmpty() ? "begin not received" : "  begin not received", paint::doubt);
    } else {
      line.add(visible.line(name), paint::strong);
      String gap = name.matches(".*[0-9/]") && !place.isEmpty() ? " " : "";
      line.add(gap + visible.line(place), paint::dim);
    }
    String status = task.text("status", "");
    line.add(' ' + glyphs.ends() + ' ', paint::dim);
    line.add(Statuses.word(status), text -> painted(status, text));
    line.add(task.flag("inferred") && !status.equals("over") ? " (inferred)" : "", paint::dim);
    if (root && task.has("begin")) {
      line.add(' ' + zone.full(RowEvents.time(task.whole("begin", 0))), paint::dim);
    }
    took(task.number("duration"), line);
    line.add(task.flag("adjusted") ? " ~" : "", paint::doubt);
    String where = root ? hosts(tree, task) : task.flag("hop") ? process(task) : "";
    line.add(where.isEmpty() ? "" : "  " + visible.line(where));
    boolean folded = !task.flag("open") && task.whole("children", 0) > 0;
    return line.add(folded ? "  (" + counts(task) + ')' : "", paint::dim);
  }

  private String painted(String status, String text) {
    return switch (status) {
      case "succeeded" -> paint.good(text);
      case "failed", "aborted" -> paint.bad(text);
      default -> paint.doubt(text);
    };
  }

  private void took(double seconds, Line line) {
    if (!Double.isNaN(seconds)) {
      line.add(' ' + glyphs.took() + ' ', paint::dim);
      line.add(Words.duration(RowEvents.seconds(seconds)));
    }
  }

  private static String process(Members node) {
    return node.has("service")
        ? node.text("host", "?") + '/' + node.text("service", "")
        : node.text("process", node.text("host", ""));
  }

  private String hosts(Members tree, Members root) {
    Map<String, String> services = new HashMap<>();
    for (Members node : tree.objects("nodes")) {
      if (node.has("process")) {
        services.putIfAbsent(node.text("process", ""), process(node));
      }
    }
    List<String> all =
        tree.texts("processes").stream()
            .map(process -> services.getOrDefault(process, process))
            .distinct()
            .toList();
    if (all.isEmpty()) {
      return process(root);
    }
    String named =
        String.join(' ' + glyphs.hop() + ' ', all.subList(0, Math.min(MOST_HOSTS, all.size())));
    int more = all.size() - MOST_HOSTS;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private Line said(Members said, Line line) {
    Level level = RowEvents.level(said.text("level", ""));
    String id = said.text("id", "");
    String number = id.substring(0, id.indexOf('@') + 1);
    line.add(visible.line(number) + (number.isEmpty() ? "" : glyphs.cut() + ' '), paint::dim);
    line.add(level.name() + ' ', text -> paint.level(level, text));
    line.add(visible.line(words(said)), text -> paint.level(level, text));
    if (said.text("kind", "").equals("change")) {
      Members fields = said.object("fields");
      fields
          .all()
          .forEach((name, value) ->
              line.add("  " + visible.line(name) + ": ", paint::dim)
                  .add(visible.line(Words.value(value)), paint::value));
    }
    return line;
  }

  private static String words(Members said) {
    return RowEvents.event(said) instanceof Event.ObjectChanged changed
        ? "object " + LineFormat.changed(changed)
        : said.text("message", "");
  }

  private Line run(Members run, Line line) {
    line.add("[" + glyphs.times() + run.whole("count", 0) + "] ", paint::dim);
    line.add(visible.line(run.text("name", "")), paint::strong);
    line.add(' ' + glyphs.ends() + ' ', paint::dim);
    long failures = run.whole("failures", 0);
    long fine = run.whole("count", 0) - failures;
    String status = run.text("status", "");
    if (failures > 0 && fine > 0) {
      line.add(fine + " ok", paint::good).add(", ").add(failures + " failed", paint::bad);
    } else {
      line.add(Statuses.word(status), text -> painted(status, text));
    }
    if (run.has("p50")) {
      line.add(' ' + glyphs.took() + ' ', paint::dim);
      line.add("p50 " + roughly(run.number("p50")) + " max " + roughly(run.number("max")));
    }
    return line;
  }

  private static String roughly(double seconds) {
    Duration duration = Double.isNaN(seconds) ? Duration.ZERO : RowEvents.seconds(seconds);
    return Words.roughly(duration);
  }

  private Line hole(String words, Line line) {
    return line.add(glyphs.hole() + ' ' + words, paint::doubt);
  }

  private static String gap(Members gap) {
    long from = gap.whole("from", 0);
    long to = gap.whole("to", from);
    long reported = gap.whole("reported", 0);
    String numbers = from == to ? "record " + from : "records " + from + " to " + to;
    return reported >= to - from + 1
        ? numbers + " lost, as the program reports"
        : reported > 0
            ? numbers + " not received; the program reports " + reported + " of them lost"
            : numbers + " not received";
  }

  private static String unseen(Members unseen) {
    long from = unseen.whole("from", 0);
    long to = unseen.whole("to", from);
    String children = from == to ? "task /" + from : "tasks /" + from + " to /" + to;
    return unseen.flag("handed")
        ? children + " handed to another process; nothing received from there"
        : children + " begun here, nothing received of " + (from == to ? "it" : "them");
  }
}
