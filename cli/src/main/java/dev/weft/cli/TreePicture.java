package dev.weft.cli;

import dev.weft.event.Event;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Run;
import dev.weft.event.collate.Task;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws one tree. Used by one thread. */
final class TreePicture {
  private static final int SHOWN_OF_RUN = 3;

  private final TreeStyle style;
  private final PrintStream out;
  private final Glyphs glyphs;
  private final Paint paint;
  private final TaskHead head;
  private final RecordRow records;
  private final Set<String> shownTraces = new HashSet<>();
  private final IdentityHashMap<Task, Boolean> troubled = new IdentityHashMap<>();

  private TreePicture(TreeStyle style, Task root, PrintStream out) {
    this.style = style;
    this.out = out;
    this.glyphs = style.glyphs();
    this.paint = style.paint();
    this.head = new TaskHead(style, new Hosts(root));
    this.records = new RecordRow(style, shownTraces);
  }

  /** One row of a task's contents. */
  private interface Row {
    /** Draws itself, beginning its first line and all others as told. */
    void draw(String first, String rest);
  }

  static void draw(TreeStyle style, Task root, PrintStream out) {
    new TreePicture(style, root, out).root(root);
  }

  private void root(Task root) {
    out.println(
        style
            .line()
            .add(style.visible().line(root.id().value()), paint::dim)
            .add("  " + TaskHead.counts(root), paint::dim));
    Map<String, Object> known = new HashMap<>();
    Line line = head.root(root, glyphs.last());
    begin(root, known, line);
    if (root.link() != null) {
      line.add("  from " + style.visible().line(root.link().toString()), paint::dim);
    }
    out.println(line);
    contents(root, known, "    ", 1);
  }

  private void begin(Task task, Map<String, Object> known, Line line) {
    if (task.begin() != null) {
      records.fields(task.begin().fields(), known, line);
    }
  }

  private void contents(Task task, Map<String, Object> known, String prefix, int depth) {
    List<Row> rows = rows(task, known, depth);
    for (int i = 0; i < rows.size(); i++) {
      boolean last = i == rows.size() - 1;
      rows.get(i)
          .draw(
              prefix + (last ? glyphs.last() : glyphs.branch()),
              prefix + (last ? "    " : glyphs.bar()));
    }
  }

  private List<Row> rows(Task task, Map<String, Object> known, int depth) {
    List<Row> rows = new ArrayList<>();
    List<Item> shown = task.items().stream().filter(this::shown).toList();
    for (List<Item> row : style.runs() ? Run.rows(shown) : Tree.single(shown)) {
      if (row.size() > 1) {
        Run run = new Run(row.stream().map(Item.Child.class::cast).toList());
        rows.add((first, rest) -> run(run, task, first, rest, depth));
      } else {
        rows.add(row(row.get(0), task, known, depth));
      }
    }
    Event end = task.end();
    if (end != null && tells(end, task, known)) {
      rows.add((first, rest) -> end(end, task, known, first, rest));
    }
    return rows;
  }

  private boolean shown(Item item) {
    if (!(item instanceof Item.Said said)) {
      return true;
    }
    return style.events() && (!style.errors() || isError(said.event()));
  }

  private static boolean isError(Event event) {
    return event instanceof Event.Logged logged
        && (logged.level().atLeast(Level.ERROR) || logged.failure() != null);
  }

  private Row row(Item item, Task task, Map<String, Object> known, int depth) {
    if (item instanceof Item.Said said) {
      return (first, rest) -> records.draw(said, task.id(), known, first, rest, out);
    }
    if (item instanceof Item.Child child) {
      return (first, rest) -> child(child, task, first, rest, depth);
    }
    String hole = Holes.words(item, task);
    return (first, rest) ->
        out.println(
            style
                .line()
                .add(first, paint::dim)
                .add(glyphs.hole() + ' ' + style.visible().line(hole), paint::doubt));
  }

  private void child(Item.Child child, Task parent, String first, String rest, int depth) {
    Task task = child.task();
    Map<String, Object> known = new HashMap<>();
    Line line = head.child(child, parent, first);
    begin(task, known, line);
    boolean folded = depth >= style.depth() || (style.errors() && !troubled(task));
    boolean hides = folded && !task.items().isEmpty();
    if (hides || task.begin() == null) {
      line.add(task.totals().events() == 0 ? "" : " " + TaskHead.counts(task), paint::dim);
    }
    out.println(line);
    if (!folded) {
      contents(task, known, rest, depth + 1);
    }
  }

  /** Whether anything in it is worth an eye that looks for errors. */
  private boolean troubled(Task task) {
    Boolean before = troubled.get(task);
    if (before != null) {
      return before;
    }
    boolean trouble =
        task.totals().failures() > 0
            || task.items().stream()
                .anyMatch(item ->
                    item instanceof Item.Said said
                        ? isError(said.event())
                        : !(item instanceof Item.Child child) || troubled(child.task()));
    troubled.put(task, trouble);
    return trouble;
  }

  private void run(Run run, Task parent, String first, String rest, int depth) {
    out.println(head.run(run, parent, first));
    List<Item.Child> notable =
        run.children().stream()
            .filter(child -> troubled(child.task()) || child.skewed() || !child.task().complete())
            .toList();
    List<Row> rows = new ArrayList<>();
    for (Item.Child child : notable.subList(0, Math.min(SHOWN_OF_RUN, notable.size()))) {
      rows.add((f, r) -> child(child, parent, f, r, depth));
    }
    int more = notable.size() - SHOWN_OF_RUN;
    if (more > 0) {
      String text = glyphs.cut() + ' ' + more + " more like these (--no-runs)";
      rows.add((f, r) -> out.println(style.line().add(f + text, paint::dim)));
    }
    for (int i = 0; i < rows.size(); i++) {
      boolean last = i == rows.size() - 1;
      rows.get(i)
          .draw(
              rest + (last ? glyphs.last() : glyphs.branch()),
              rest + (last ? "    " : glyphs.bar()));
    }
  }

  /** Whether the end adds to what the task's head says. */
  private boolean tells(Event end, Task task, Map<String, Object> known) {
    boolean words = !task.name().orElse("").equals(message(end));
    boolean failed = failure(end) != null;
    return failed || (style.events() && !style.errors() && (words || tellsFields(end, known)));
  }

  private boolean tellsFields(Event end, Map<String, Object> known) {
    return end.fields().keySet().stream()
        .anyMatch(name -> !known.containsKey(name) && !style.ignored().contains(name));
  }

  private void end(Event end, Task task, Map<String, Object> known, String first, String rest) {
    Line line = style.line().add(first, paint::dim);
    boolean failed = task.status().isFailure();
    line.add((failed ? glyphs.failed() : glyphs.done()) + ' ', failed ? paint::bad : paint::good);
    Failure failure = failure(end);
    boolean sameWords = task.name().orElse("").equals(message(end));
    line.add(
        style.visible().line(failure != null && sameWords ? summary(failure) : message(end)),
        paint::strong);
    records.fields(end.fields(), known, line);
    out.println(line);
    if (style.events()
        && failure != null
        && !failure.trace().isEmpty()
        && shownTraces.add(failure.trace())) {
      records.failure(failure, rest + "  ", sameWords, out);
    }
  }

  private static String summary(Failure failure) {
    return failure.message().isEmpty() ? failure.type() : failure.type() + ": " + failure.message();
  }

  private static @Nullable Failure failure(Event end) {
    return end instanceof Event.ScopeEnded ended
        ? ended.failure()
        : end instanceof Event.Logged logged ? logged.failure() : null;
  }

  private static String message(Event end) {
    return end instanceof Event.ScopeEnded ended
        ? ended.message()
        : end instanceof Event.Logged logged ? logged.message() : "";
  }
}
