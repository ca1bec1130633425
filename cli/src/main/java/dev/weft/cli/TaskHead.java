package dev.weft.cli;

import dev.weft.event.ScopeId;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Run;
import dev.weft.event.collate.Status;
import dev.weft.event.collate.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one line that stands for a task, or for a run of alike tasks. Used by one thread. */
final class TaskHead {
  private static final int MOST_HOSTS = 4;

  private final TreeStyle style;
  private final Glyphs glyphs;
  private final Paint paint;
  private final Visible visible;
  private final Hosts hosts;

  TaskHead(TreeStyle style, Hosts hosts) {
    this.style = style;
    this.glyphs = style.glyphs();
    this.paint = style.paint();
    this.visible = style.visible();
    this.hosts = hosts;
  }

  /** The path of a task below its root, with UUIDs in it shortened. */
  static String path(ScopeId id) {
    return Words.shortUuids(id.value().substring(id.root().length()));
  }

  Line root(Task task, String prefix) {
    Line line = begun(task, prefix);
    if (task.totals().first() != null) {
      line.add(' ' + style.zone().full(task.totals().first()), paint::dim);
    }
    took(task, line);
    List<String> all = hosts.all();
    String shown =
        all.stream().limit(MOST_HOSTS).collect(Collectors.joining(' ' + glyphs.hop() + ' '));
    int more = all.size() - MOST_HOSTS;
    line.add("  " + visible.line(shown) + (more > 0 ? " and " + more + " more" : ""));
    return repeated(task, line);
  }

  Line child(Item.Child child, Task parent, String prefix) {
    Task task = child.task();
    Line line = begun(task, prefix);
    took(task, line);
    String host = hosts.name(task.source());
    if (!host.isEmpty() && !host.equals(hosts.name(parent.source()))) {
      line.add("  " + visible.line(host));
    }
    skew(child, line);
    return repeated(task, line);
  }

  private Line begun(Task task, String prefix) {
    Line line = style.line().add(prefix, paint::dim);
    String path = visible.line(path(task.id()));
    if (task.status() == Status.FOREIGN) {
      return line.add(
          path.isEmpty() ? word(Status.FOREIGN) : path + "  " + word(Status.FOREIGN), paint::dim);
    }
    if (task.begin() == null) {
      line.add(glyphs.hole() + " ", paint::doubt).add(path, paint::dim);
      String gap = path.isEmpty() ? "" : "  ";
      line.add(
          gap
              + (task.status() == Status.UNSEEN
                  ? "nothing received but what is below"
                  : "begin not received"),
          paint::doubt);
      if (task.status() == Status.UNSEEN) {
        return line;
      }
    } else {
      String name = visible.line(task.name().orElse(""));
      // A name that ends in a number would run into the path.
      String gap = name.matches(".*[0-9/]") && !path.isEmpty() ? " " : "";
      line.add(name, paint::strong).add(gap + path, paint::dim);
    }
    line.add(' ' + glyphs.ends() + ' ', paint::dim);
    return status(task, line);
  }

  private Line status(Task task, Line line) {
    String text = word(task.status());
    switch (task.status()) {
      case SUCCEEDED -> line.add(text, paint::good);
      case FAILED, ABORTED -> line.add(text, paint::bad);
      case CANCELLED, UNSET, OPEN, OVER, UNSEEN, FOREIGN -> line.add(text, paint::doubt);
    }
    return task.inferred() && task.status() != Status.OVER
        ? line.add(" (inferred)", paint::dim)
        : line;
  }

  static String word(Status status) {
    return switch (status) {
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
      case UNSET -> "ended without a word";
      case ABORTED -> "aborted";
      case OPEN -> "no end received";
      case OVER -> "over, end not received";
      case UNSEEN -> "not received";
      case FOREIGN -> "begun elsewhere";
    };
  }

  private void took(Task task, Line line) {
    task.duration()
        .ifPresent(duration ->
            line.add(' ' + glyphs.took() + ' ', paint::dim).add(micro(Words.duration(duration))));
  }

  /** The micro sign where there is one. */
  private String micro(String duration) {
    return style.ascii() ? duration : duration.replace("us", "µs");
  }

  private void skew(Item.Child child, Line line) {
    if (!child.behind().isZero()) {
      line.add(" ~clock " + glyphs.minus() + micro(Words.roughly(child.behind())), paint::doubt);
    } else if (child.skewed()) {
      line.add(" ~", paint::doubt);
    }
  }

  private Line repeated(Task task, Line line) {
    return task.repeated() ? line.add("  id used more than once", paint::doubt) : line;
  }

  /** {@code (412 events, 318 tasks, 2 missing)}. */
  static String counts(Task task) {
    Task.Totals totals = task.totals();
    String tasks = totals.tasks() > 1 ? ", " + Words.count(totals.tasks(), "task") : "";
    String holes = totals.holes() > 0 ? ", " + Words.grouped(totals.holes()) + " missing" : "";
    return '(' + Words.count(totals.events(), "event") + tasks + holes + ')';
  }

  Line run(Run run, Task parent, String prefix) {
    Task first = run.children().get(0).task();
    Line line = style.line().add(prefix, paint::dim);
    line.add("[" + glyphs.times() + run.children().size() + "] ", paint::dim);
    line.add(visible.line(name(run)), paint::strong).add(' ' + glyphs.ends() + ' ', paint::dim);
    String gap = "";
    for (Map.Entry<Status, Long> entry : run.statuses().entrySet()) {
      line.add(gap);
      gap = ", ";
      String word = entry.getKey() == Status.SUCCEEDED ? "ok" : word(entry.getKey());
      String text = Words.grouped(entry.getValue()) + ' ' + word;
      line.add(text, entry.getKey().isFailure() ? paint::bad : paint::good);
    }
    if (run.median().isPresent() && run.longest().isPresent()) {
      durations(run.median().get(), run.longest().get(), line);
    }
    String host = hosts.name(first.source());
    return host.isEmpty() || host.equals(hosts.name(parent.source()))
        ? line
        : line.add("  " + visible.line(host));
  }

  private void durations(Duration median, Duration longest, Line line) {
    line.add(' ' + glyphs.took() + ' ', paint::dim);
    line.add("p50 " + micro(Words.roughly(median)) + " max " + micro(Words.roughly(longest)));
  }

  /** What all say, else the words before arguments were filled in. */
  private static String name(Run run) {
    List<String> names =
        run.children().stream().map(child -> child.task().name().orElse("")).distinct().toList();
    return names.size() == 1
        ? names.get(0)
        : run.children().get(0).task().template().orElse(names.get(0));
  }
}
